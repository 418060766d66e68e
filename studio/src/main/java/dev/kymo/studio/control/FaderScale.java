package dev.kymo.studio.control;

/**
 * Where gains lie on a fader: the lower half is linear from 0 to 1, in the upper half each doubling
 * takes the same way, so that 1 is in the middle and both halves are fine enough to hit.
 */
final class FaderScale {

  private FaderScale() {}

  /** Where a gain lies on the way from bottom, 0, to top, 1. */
  static double position(double gain) {
    if (gain <= 1) {
      return Math.max(0, gain) / 2;
    }
    return Math.min(1, 0.5 + 0.25 * Math.log(gain) / Math.log(2));
  }

  /** The inverse of {@link #position}. */
  static double gain(double position) {
    double inside = Math.max(0, Math.min(1, position));
    return inside <= 0.5 ? 2 * inside : Math.pow(2, (inside - 0.5) * 4);
  }
}
