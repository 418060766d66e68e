package dev.kymo.trainer.run;

/**
 * A metric that is measured at every snapshot of the generator.
 *
 * @param detector the TorchScript file that turns clips into features; the user's
 * @param name of the metric, such as {@code fvd2048_16f}
 * @param clips of each kind; 2048 compare with published figures, fewer are quicker
 */
public record MetricOptions(String detector, String name, int clips) {

  /** What is measured when only a detector is named. */
  public static final String NAME = "fvd2048_16f";

  /** Enough to tell snapshots of one run apart. */
  public static final int CLIPS = 256;

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException with a sentence
   */
  public MetricOptions {
    if (detector.isBlank()) {
      throw new IllegalArgumentException("A metric needs the file of a detector.");
    }
    if (name.isBlank()) {
      throw new IllegalArgumentException("A metric needs a name, such as " + NAME + ".");
    }
    Checks.range("metric-clips", clips, 2, 1_000_000);
  }
}
