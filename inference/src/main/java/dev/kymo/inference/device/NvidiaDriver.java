package dev.kymo.inference.device;

import java.util.List;

/**
 * What was found of an NVIDIA driver.
 *
 * @param version such as "550.54.15"; empty when it could not be read
 * @param usable whether its CUDA library is there to be loaded, not only the kernel's part
 * @param gpus the cards, empty when the driver's tool is missing or silent
 */
public record NvidiaDriver(String version, boolean usable, List<NvidiaGpu> gpus) {

  /** Keeps an immutable copy. */
  public NvidiaDriver {
    gpus = List.copyOf(gpus);
  }

  /** The number before the first dot, or -1 when the version is unknown. */
  public int majorVersion() {
    String major = version.split("\\.", -1)[0];
    return major.matches("\\d{1,6}") ? Integer.parseInt(major) : -1;
  }
}
