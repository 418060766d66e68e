package dev.kymo.studio.control;

/**
 * The stretch of time that is in sight.
 *
 * @param from left edge, units of t
 * @param to right edge, units of t
 */
public record Viewport(double from, double to) {

  /** What is in sight at first: the trained range with some of what lies around it. */
  public static final Viewport HOME = new Viewport(-1.7, 2.2);

  private static final double SHORTEST = 0.01;
  private static final double LONGEST = 400;
  private static final double FAR = 100_000;

  /** Checks that it has a length. */
  public Viewport {
    if (!Double.isFinite(from) || !Double.isFinite(to) || !(to > from)) {
      throw new IllegalArgumentException("a viewport must end after " + from + ", not at " + to);
    }
  }

  /** How much is in sight, units of t. */
  public double length() {
    return to - from;
  }

  /** Whether a time is in sight. */
  public boolean contains(double t) {
    return t >= from && t <= to;
  }

  /** Where a time is drawn, pixels from the left of a width. */
  public double x(double t, double width) {
    return (t - from) / length() * width;
  }

  /** The time at so many pixels from the left of a width. */
  public double t(double x, double width) {
    return from + x / width * length();
  }

  /** The same centre of interest, with a factor on the length: below 1 shows less. */
  public Viewport zoom(double around, double factor) {
    double length = Math.max(SHORTEST, Math.min(LONGEST, length() * factor));
    double start = around - (around - from) / length() * length;
    return at(start, length);
  }

  /** The same length, moved. */
  public Viewport pan(double by) {
    return at(from + by, length());
  }

  private static Viewport at(double start, double length) {
    double bounded = Math.max(-FAR, Math.min(FAR, start));
    return new Viewport(bounded, bounded + length);
  }
}
