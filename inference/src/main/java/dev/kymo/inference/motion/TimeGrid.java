package dev.kymo.inference.motion;

/**
 * A grid of n times over [from, to): t_k = from + (to - from) k / n (docs/model.md section 1).
 *
 * @param from first time, in units of t; the trained clip covers [-1, 1)
 * @param to end of the range, not itself on the grid; above from
 * @param frames n, at least 1
 */
public record TimeGrid(double from, double to, int frames) {

  /** Where a training clip begins. */
  public static final double TRAINED_FROM = -1;

  /** Where a training clip ends. */
  public static final double TRAINED_TO = 1;

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException when it is empty, not finite, or has no frames
   */
  public TimeGrid {
    if (!Double.isFinite(from) || !Double.isFinite(to) || !(to > from)) {
      throw new IllegalArgumentException(
          "a range of time must end after it starts, but it is from " + from + " to " + to);
    }
    if (frames < 1) {
      throw new IllegalArgumentException("a clip needs at least one frame, not " + frames);
    }
  }

  /** The time of frame k, 0 to frames - 1. */
  public double time(int frame) {
    return from + (to - from) * frame / frames;
  }

  /** All times in order. */
  public double[] times() {
    double[] times = new double[frames];
    for (int k = 0; k < frames; k++) {
      times[k] = time(k);
    }
    return times;
  }
}
