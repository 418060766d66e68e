package dev.kymo.inference.motion;

/**
 * Where a band's motion rests: what it comes to as its gain goes to 0, and what larger gains lead
 * away from. A sinusoid s of the band becomes r + gain (s - r), with r its value at rest. At gain 1
 * the rest position makes no difference.
 */
public sealed interface RestPosition {

  /** The model's own: every sinusoid at 0. */
  RestPosition MODEL = new Model();

  /** Its mean over the trained clip, t in [-1, 1]. */
  RestPosition MEAN = new Mean();

  /**
   * Its value at a time of the motion as trained.
   *
   * @throws IllegalArgumentException when the time is not finite
   */
  static RestPosition at(double t) {
    return new Moment(t);
  }

  /**
   * The value of sin(f t + p) at rest, -1 to 1.
   *
   * @param frequency f, radians per unit t
   * @param phase p, radians
   */
  double of(double frequency, double phase);

  /** Zero. */
  record Model() implements RestPosition {
    @Override
    public double of(double frequency, double phase) {
      return 0;
    }
  }

  /** The mean over t in [-1, 1]: sin(p) sin(f) / f. */
  record Mean() implements RestPosition {
    /** Below this sin(f) / f is 1 to the last bit. */
    private static final double SLOWEST = 1e-9;

    @Override
    public double of(double frequency, double phase) {
      double part = Math.abs(frequency) < SLOWEST ? 1 : Math.sin(frequency) / frequency;
      return Math.sin(phase) * part;
    }
  }

  /**
   * The value at a time.
   *
   * @param t the time, finite
   */
  record Moment(double t) implements RestPosition {
    /** Checks the time. */
    public Moment {
      if (!Double.isFinite(t)) {
        throw new IllegalArgumentException("motion rests at a finite time, not at " + t);
      }
    }

    @Override
    public double of(double frequency, double phase) {
      return Math.sin(frequency * t + phase);
    }
  }
}
