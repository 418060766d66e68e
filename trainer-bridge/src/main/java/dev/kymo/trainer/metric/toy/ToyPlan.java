package dev.kymo.trainer.metric.toy;

import java.util.OptionalDouble;

/**
 * How much is drawn and compared.
 *
 * @param clips clips of each kind, at least {@link #FEWEST}
 * @param seed of the first clip's content and motion, of the noise, and of the real clips
 * @param cut between Slow and Fast in radians per unit t, above 0; nothing takes the middle between
 *     the clips' speeds of 4 and 8 pixels a frame
 */
public record ToyPlan(int clips, long seed, OptionalDouble cut) {
  /** With fewer clips deviations mean nothing. */
  public static final int FEWEST = 4;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException when a value is outside its range
   */
  public ToyPlan {
    if (clips < FEWEST) {
      throw new IllegalArgumentException(
          "at least %d clips are needed, not %d".formatted(FEWEST, clips));
    }
    if (cut.isPresent() && !(cut.getAsDouble() > 0 && Double.isFinite(cut.getAsDouble()))) {
      throw new IllegalArgumentException("a cut must be above 0, but is " + cut.getAsDouble());
    }
  }
}
