package dev.kymo.inference.device;

import dev.kymo.inference.device.MachineFacts.Bfloat16;
import dev.kymo.inference.device.MachineFacts.Os;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the facts of a machine, without loading any native library. */
public final class MachineProbe {
  private static final Pattern CPU_NAME = Pattern.compile("(?m)^model name\\s*:\\s*(.*)$");
  private static final Pattern CPU_FLAGS = Pattern.compile("(?m)^flags\\s*:\\s*(.*)$");

  private final Host host;

  /** A probe of the given machine. */
  public MachineProbe(Host host) {
    this.host = host;
  }

  /**
   * Looks at the machine. Programs of the driver are asked only where a driver is found, and not
   * waited for longer than a few seconds.
   *
   * @throws EngineSetupException when Kymo knows nothing of the operating system
   */
  public MachineFacts probe() throws EngineSetupException {
    Os os = os(host.property("os.name").orElse(""));
    String cpuInfo = cpuInfo();
    return new MachineFacts(
        os,
        arch(host.property("os.arch").orElse("")),
        processor(cpuInfo),
        host.cores(),
        bfloat16(first(CPU_FLAGS, cpuInfo).orElse("")),
        host.memoryBytes(),
        nvidia(os));
  }

  /** What the processor calls itself; empty where the system does not say. Asks no program. */
  public String processor() {
    return processor(cpuInfo());
  }

  private String processor(String cpuInfo) {
    return first(CPU_NAME, cpuInfo).or(() -> host.env("PROCESSOR_IDENTIFIER")).orElse("");
  }

  private String cpuInfo() {
    boolean linux =
        Os.named(host.property("os.name").orElse("")).filter(os -> os == Os.LINUX).isPresent();
    return linux ? host.read(SystemPaths.CPU_INFO).orElse("") : "";
  }

  private static Os os(String name) throws EngineSetupException {
    Optional<Os> os = Os.named(name);
    if (os.isPresent()) {
      return os.get();
    }
    throw new EngineSetupException(
        "Kymo runs on Linux, macOS and Windows, but this is '" + name + "'.");
  }

  private static String arch(String name) {
    return switch (name) {
      case "amd64", "x86_64" -> "x86_64";
      case "arm64", "aarch64" -> "aarch64";
      default -> name;
    };
  }

  private static Bfloat16 bfloat16(String flags) {
    Set<String> set = new HashSet<>(Arrays.asList(flags.trim().split("\\s+")));
    if (set.contains("amx_bf16")) {
      return Bfloat16.AMX;
    }
    return set.contains("avx512_bf16") ? Bfloat16.AVX512 : Bfloat16.NONE;
  }

  private Optional<NvidiaDriver> nvidia(Os os) {
    return os == Os.MAC ? Optional.empty() : new NvidiaProbe(host, os).probe();
  }

  private static Optional<String> first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1).trim()) : Optional.empty();
  }
}
