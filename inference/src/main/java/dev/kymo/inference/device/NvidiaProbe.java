package dev.kymo.inference.device;

import dev.kymo.inference.device.MachineFacts.Os;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Looks for an NVIDIA driver and its cards. */
final class NvidiaProbe {
  private static final Pattern KERNEL_VERSION =
      Pattern.compile("Kernel Module(?:\\s+for \\S+)?\\s+(\\d+\\.\\d+(?:\\.\\d+)?)");
  private static final Duration LDCONFIG_LIMIT = Duration.ofSeconds(2);

  /** nvidia-smi takes seconds on a machine with many cards whose driver is not kept loaded. */
  private static final Duration SMI_LIMIT = Duration.ofSeconds(8);

  private static final long MEBIBYTE = 1L << 20;

  private final Host host;
  private final Os os;

  NvidiaProbe(Host host, Os os) {
    this.host = host;
    this.os = os;
  }

  /** The driver, or nothing when there is no trace of one. */
  Optional<NvidiaDriver> probe() {
    Optional<String> kernel = os == Os.LINUX ? kernelVersion() : Optional.empty();
    boolean library = os == Os.LINUX ? linuxLibrary(kernel.isPresent()) : windowsLibrary();
    if (kernel.isEmpty() && !library) {
      return Optional.empty();
    }
    List<String> lines = library ? askDriver() : List.of();
    List<NvidiaGpu> gpus = lines.stream().flatMap(line -> gpu(line).stream()).toList();
    String version = kernel.filter(v -> !v.isEmpty()).orElseGet(() -> version(lines));
    return Optional.of(new NvidiaDriver(version, library, gpus));
  }

  /** Present, but perhaps empty, when the kernel's part of the driver is loaded. */
  private Optional<String> kernelVersion() {
    return host.read(SystemPaths.NVIDIA_VERSION)
        .map(KERNEL_VERSION::matcher)
        .map(matcher -> matcher.find() ? matcher.group(1) : "");
  }

  private boolean linuxLibrary(boolean kernelPart) {
    Stream<Path> told =
        Stream.of(host.env("LD_LIBRARY_PATH").orElse("").split(":"))
            .filter(folder -> !folder.isBlank())
            .map(Path::of);
    if (Stream.concat(told, SystemPaths.LIBRARY_FOLDERS.stream())
        .anyMatch(folder -> host.exists(folder.resolve("libcuda.so.1")))) {
      return true;
    }
    // Only a machine that has the kernel's part is worth the time of another process.
    return kernelPart
        && Stream.of("/sbin/ldconfig", "ldconfig")
            .flatMap(tool -> host.run(LDCONFIG_LIMIT, List.of(tool, "-p")).stream())
            .anyMatch(cache -> cache.contains("libcuda.so.1 "));
  }

  private boolean windowsLibrary() {
    String root = host.env("SystemRoot").orElse("C:\\Windows");
    return host.exists(Path.of(root, "System32", "nvcuda.dll"));
  }

  private List<String> askDriver() {
    List<String> command =
        List.of(
            "nvidia-smi",
            "--query-gpu=index,memory.total,driver_version,name",
            "--format=csv,noheader,nounits");
    return host.run(SMI_LIMIT, command).map(text -> text.lines().toList()).orElse(List.of());
  }

  private static Optional<NvidiaGpu> gpu(String line) {
    List<String> cells = cells(line);
    if (cells.size() < 4 || !cells.get(0).matches("\\d{1,4}")) {
      return Optional.empty();
    }
    // Cards that share the host's memory answer [N/A].
    long mebibytes = cells.get(1).matches("\\d{1,9}") ? Long.parseLong(cells.get(1)) : 0;
    return Optional.of(
        new NvidiaGpu(Integer.parseInt(cells.get(0)), cells.get(3), mebibytes * MEBIBYTE));
  }

  private static String version(List<String> lines) {
    return lines.stream()
        .map(NvidiaProbe::cells)
        .filter(cells -> cells.size() >= 4)
        .map(cells -> cells.get(2))
        .findFirst()
        .orElse("");
  }

  /** A name may hold commas, so it is last and taken whole. */
  private static List<String> cells(String line) {
    return List.of(line.trim().split("\\s*,\\s*", 4));
  }
}
