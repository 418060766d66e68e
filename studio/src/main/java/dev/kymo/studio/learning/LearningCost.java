package dev.kymo.studio.learning;

import dev.kymo.studio.runs.Trainer;

/**
 * What learning was measured to take on this machine, for one size of model.
 *
 * @param secondsPerStep on average
 * @param hostBytes most resident memory
 * @param deviceBytes on the device; 0 where it is the host's
 * @param device for people
 */
public record LearningCost(double secondsPerStep, long hostBytes, long deviceBytes, String device) {

  /** What a measurement tells. */
  public static LearningCost of(Trainer.Measurement measured) {
    return new LearningCost(
        measured.secondsPerStep(), measured.hostBytes(), measured.deviceBytes(), measured.device());
  }

  /** Seconds for so many steps. */
  public double seconds(long steps) {
    return steps * secondsPerStep;
  }

  /** Whether it can be true: a file that was edited by hand may hold anything. */
  public boolean isSound() {
    return secondsPerStep > 0
        && Double.isFinite(secondsPerStep)
        && hostBytes >= 0
        && deviceBytes >= 0
        && device != null;
  }
}
