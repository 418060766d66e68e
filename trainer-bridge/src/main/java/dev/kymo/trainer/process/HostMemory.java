package dev.kymo.trainer.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much memory this process has. */
final class HostMemory {
  private static final Path LINUX = Path.of("/proc/self/status");

  private HostMemory() {}

  /** Resident bytes; where the system does not tell, those of Java alone. */
  static long resident() {
    return field("VmRSS:");
  }

  /** The most resident bytes that it ever had; where the system does not tell, as above. */
  static long peak() {
    return field("VmHWM:");
  }

  private static long field(String name) {
    if (Files.isReadable(LINUX)) {
      try {
        for (String line : Files.readAllLines(LINUX)) {
          if (line.startsWith(name)) {
            return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
          }
        }
      } catch (IOException e) {
        return java();
      }
    }
    return java();
  }

  private static long java() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
