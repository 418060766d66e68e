package dev.kymo.studio.cli.bench;

import dev.kymo.inference.device.DeviceChoice;
import dev.kymo.inference.kernel.Precision;
import java.nio.file.Path;
import java.util.Optional;

/** Makes things to measure. */
@FunctionalInterface
public interface BenchEngine {

  /**
   * Loads a subject, ready to draw.
   *
   * @throws Exception whose message is a sentence for the user
   */
  BenchSubject open(Subject subject, Optional<Precision> precision, DeviceChoice device)
      throws Exception;

  /** What can be measured. */
  sealed interface Subject {
    /** The demo checkpoint that comes with Kymo. */
    record Demo() implements Subject {}

    /** A checkpoint of the user's. */
    record File(Path path) implements Subject {}

    /**
     * A generator of the published widths with random weights: speed does not depend on them.
     *
     * @param size image size in pixels
     */
    record Published(int size) implements Subject {}
  }
}
