package dev.kymo.inference.frame;

import ai.djl.Device;
import ai.djl.util.cuda.CudaUtils;
import dev.kymo.inference.device.LocalHost;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Reads how much memory is at hand on a device. */
final class DeviceMemory {
  private static final Path LINUX = Path.of("/proc/meminfo");

  /** What a card is taken to have free when nothing tells; batches shrink when that is too much. */
  private static final long SMALLEST_CARD = 2L << 30;

  private DeviceMemory() {}

  /** Free bytes: what could be allocated without swapping. */
  static long free(Device device) {
    if (device.isGpu()) {
      return cuda(device);
    }
    if (Files.isReadable(LINUX)) {
      try {
        for (String line : Files.readAllLines(LINUX)) {
          // The kernel's own estimate counts caches that it would give up; "free" does not.
          if (line.startsWith("MemAvailable:")) {
            return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
          }
        }
      } catch (IOException e) {
        return platform();
      }
    }
    return platform();
  }

  private static long cuda(Device device) {
    if (CudaUtils.hasCuda()) {
      MemoryUsage usage = CudaUtils.getGpuMemory(device);
      return usage.getMax() - usage.getCommitted();
    }
    // DJL asks a CUDA runtime of the system; a machine with no more than a driver has this program.
    List<String> ask =
        List.of(
            "nvidia-smi",
            "--id=" + device.getDeviceId(),
            "--query-gpu=memory.free",
            "--format=csv,noheader,nounits");
    return new LocalHost()
        .run(Duration.ofSeconds(8), ask)
        .map(String::trim)
        .filter(text -> text.matches("\\d{1,9}"))
        .map(text -> Long.parseLong(text) << 20)
        .orElse(SMALLEST_CARD);
  }

  private static long platform() {
    return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
        .getFreeMemorySize();
  }
}
