package dev.kymo.inference.motion;

import java.util.Objects;

/**
 * What is done to one frequency band.
 *
 * @param gain amplitude of the band's sinusoids around their rest, [0, 4]; 0 leaves them at rest, 1
 *     is as trained
 * @param speed factor on the band's frequencies, [-4, 4]; 1 is as trained, negative runs backwards
 * @param phase shift of the band's sinusoids in radians, finite
 * @param code the motion code that modulates this band
 * @param muted the band is at rest, its gain kept for later
 * @param solo only bands with solo set are heard, as on a mixing desk
 * @param rest where the band rests
 */
public record BandEdit(
    double gain,
    double speed,
    double phase,
    LatentCode code,
    boolean muted,
    boolean solo,
    RestPosition rest) {

  /** The largest gain. */
  public static final double MAX_GAIN = 4;

  /** The largest magnitude of speed. */
  public static final double MAX_SPEED = 4;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException when a value is outside its range
   */
  public BandEdit {
    if (!(gain >= 0 && gain <= MAX_GAIN)) {
      throw new IllegalArgumentException("gain must be in [0, 4], but is " + gain);
    }
    if (!(Math.abs(speed) <= MAX_SPEED)) {
      throw new IllegalArgumentException("speed must be in [-4, 4], but is " + speed);
    }
    if (!Double.isFinite(phase)) {
      throw new IllegalArgumentException("phase must be finite, but is " + phase);
    }
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(rest, "rest");
  }

  /**
   * An edit around the model's own rest position.
   *
   * @throws IllegalArgumentException when a value is outside its range
   */
  public BandEdit(
      double gain, double speed, double phase, LatentCode code, boolean muted, boolean solo) {
    this(gain, speed, phase, code, muted, solo, RestPosition.MODEL);
  }

  /** The band as trained, modulated by a code. */
  public static BandEdit trained(LatentCode code) {
    return new BandEdit(1, 1, 0, code, false, false);
  }

  /** The same with another gain, [0, 4]. */
  public BandEdit withGain(double value) {
    return new BandEdit(value, speed, phase, code, muted, solo, rest);
  }

  /** The same with another speed, [-4, 4]. */
  public BandEdit withSpeed(double value) {
    return new BandEdit(gain, value, phase, code, muted, solo, rest);
  }

  /** The same with another phase in radians. */
  public BandEdit withPhase(double value) {
    return new BandEdit(gain, speed, value, code, muted, solo, rest);
  }

  /** The same with another motion code. */
  public BandEdit withCode(LatentCode value) {
    return new BandEdit(gain, speed, phase, value, muted, solo, rest);
  }

  /** The same, muted or not. */
  public BandEdit withMuted(boolean value) {
    return new BandEdit(gain, speed, phase, code, value, solo, rest);
  }

  /** The same, solo or not. */
  public BandEdit withSolo(boolean value) {
    return new BandEdit(gain, speed, phase, code, muted, value, rest);
  }

  /** The same with another rest position. */
  public BandEdit withRest(RestPosition value) {
    return new BandEdit(gain, speed, phase, code, muted, solo, value);
  }
}
