package dev.kymo.inference.device;

import java.nio.file.Path;

/**
 * A libtorch on this machine that the engine can load: its version was read from its files.
 *
 * @param folder the folder that holds the libraries
 * @param origin who put it there
 * @param build its version and build, such as {@code 2.7.1+cu128}
 * @param cuda whether it holds the CUDA part
 */
public record Libtorch(Path folder, Origin origin, String build, boolean cuda) {

  /** The only libtorch that the engine's Java side fits; with others the JVM crashes. */
  public static final String VERSION = "2.7.1";

  /** The CUDA release that the engine's Java side is built for. */
  public static final String CUDA_FLAVOR = "cu128";

  /** The CPU flavour of the engine's Java side. */
  public static final String CPU_FLAVOR = "cpu";

  /** Who put a library where it is. */
  public enum Origin {
    /** The user, who named it in PYTORCH_LIBRARY_PATH. */
    USER,
    /** {@code kymo doctor --install-cuda}. */
    KYMO,
    /** The engine itself, in an earlier download. */
    ENGINE_CACHE
  }

  /** The flavour of the engine's Java side that fits. */
  public String flavor() {
    return cuda ? CUDA_FLAVOR : CPU_FLAVOR;
  }
}
