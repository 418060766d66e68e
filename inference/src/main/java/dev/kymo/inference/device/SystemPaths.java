package dev.kymo.inference.device;

import java.nio.file.Path;
import java.util.List;

/** Where operating systems keep what the probes look at. */
final class SystemPaths {
  static final Path CPU_INFO = Path.of("/proc/cpuinfo");
  static final Path NVIDIA_VERSION = Path.of("/proc/driver/nvidia/version");

  /** Folders in which the loader finds libcuda.so.1 without being told. */
  static final List<Path> LIBRARY_FOLDERS =
      List.of(
          Path.of("/usr/lib/x86_64-linux-gnu"),
          Path.of("/usr/lib64"),
          Path.of("/usr/lib"),
          Path.of("/usr/lib/wsl/lib"),
          Path.of("/run/opengl-driver/lib"));

  private SystemPaths() {}
}
