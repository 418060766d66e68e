package dev.kymo.inference.device;

import java.util.Locale;
import java.util.Optional;

/**
 * What matters of a machine for drawing frames.
 *
 * @param os the operating system
 * @param arch {@code x86_64}, {@code aarch64}, or what Java calls another one
 * @param cpu the processor's name, empty when unknown
 * @param cores logical processors that this process may use
 * @param bf16 how the processor multiplies bfloat16
 * @param memoryBytes memory that this process may use, in bytes; 0 when unknown
 * @param nvidia the NVIDIA driver, if there is any trace of one
 */
public record MachineFacts(
    Os os,
    String arch,
    String cpu,
    int cores,
    Bfloat16 bf16,
    long memoryBytes,
    Optional<NvidiaDriver> nvidia) {

  /** Operating systems that differ in where things lie. */
  public enum Os {
    LINUX("linux"),
    MAC("osx"),
    WINDOWS("win");

    private final String prefix;

    Os(String prefix) {
      this.prefix = prefix;
    }

    /** The system that a name as in Java's {@code os.name} means, if Kymo knows it. */
    public static Optional<Os> named(String name) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (lower.startsWith("linux")) {
        return Optional.of(LINUX);
      }
      if (lower.startsWith("mac")) {
        return Optional.of(MAC);
      }
      return lower.startsWith("windows") ? Optional.of(WINDOWS) : Optional.empty();
    }

    /** The first part of the engine's classifier: linux, osx or win. */
    public String prefix() {
      return prefix;
    }
  }

  /** Hardware support for bfloat16, which decides whether it is fast or emulated. */
  public enum Bfloat16 {
    /** Matrix units (AMX): several times as fast as float32. */
    AMX,
    /** Vector instructions (AVX-512 BF16). */
    AVX512,
    /** None that Kymo knows of. */
    NONE
  }

  /** The engine's name for this platform, such as {@code linux-x86_64}. */
  public String classifier() {
    return os.prefix() + '-' + arch;
  }

  /** Whether the engine has a CUDA build for this platform. */
  public boolean cudaBuilds() {
    return arch.equals("x86_64") && os != Os.MAC;
  }
}
