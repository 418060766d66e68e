package dev.kymo.trainer.learning;

/**
 * How large steps are: the rate rises over the first steps, stays, and falls as a half cosine over
 * the last part, so that what is left of a run polishes what the rest has found.
 */
final class LearningPace {
  private static final int WARM_UP = 40;
  private static final double FALL = 0.6;
  private static final double LEAST = 0.002;
  private static final double LONGEST_HALF_LIFE = 60;

  private final double highest;
  private final long steps;

  /**
   * The pace of a run.
   *
   * @param highest rate
   * @param steps of the whole run
   */
  LearningPace(double highest, long steps) {
    this.highest = highest;
    this.steps = steps;
  }

  /** The rate of a step, 0 for the first. */
  double rate(long step) {
    double warm = Math.min(1, (step + 1.0) / WARM_UP);
    double done = (double) step / steps;
    double falling = Math.max(0, Math.min(1, (done - (1 - FALL)) / FALL));
    double share = LEAST + (1 - LEAST) * (0.5 + 0.5 * Math.cos(Math.PI * falling));
    return highest * warm * share;
  }

  /** How much of the average stays after a step: it remembers a twentieth of what was done. */
  double decay(long step) {
    double halfLife = Math.max(1, Math.min(LONGEST_HALF_LIFE, step / 20.0));
    return Math.pow(0.5, 1 / halfLife);
  }
}
