package dev.kymo.studio.timeline;

/**
 * What loops and what is exported: from the in point up to, but without, the out point.
 *
 * @param from in point, units of t
 * @param to out point, units of t, above from
 */
public record ClipRange(double from, double to) {

  /** The trained clip. */
  public static final ClipRange TRAINED = new ClipRange(-1, 1);

  /** Checks that the range is not empty. */
  public ClipRange {
    if (!Double.isFinite(from) || !Double.isFinite(to) || !(to > from)) {
      throw new IllegalArgumentException("a range must end after " + from + ", not at " + to);
    }
  }

  /** How long it is, units of t. */
  public double length() {
    return to - from;
  }

  /** Whether a time lies inside. */
  public boolean contains(double t) {
    return t >= from && t < to;
  }

  /** How many frames, one step apart and the first at the in point, start inside; at least 1. */
  public int frames(double step) {
    // The tolerance keeps 16 frames of 0.125 at 16 whatever the rounding of the points.
    return Math.max(1, (int) Math.ceil(length() / step - 1e-6));
  }
}
