package dev.kymo.studio.project;

/**
 * The sinusoids sin(f t + p) that a model has learned, of all its frequency groups (docs/model.md
 * section 2). Immutable.
 */
public final class LearnedFrequencies {

  private final float[] frequencies;
  private final float[] phases;
  private final double largest;

  /**
   * Copies both arrays.
   *
   * @param frequencies f, any sign, radians per unit t; at least one
   * @param phases p, radians, as many
   */
  public LearnedFrequencies(float[] frequencies, float[] phases) {
    if (frequencies.length == 0 || frequencies.length != phases.length) {
      throw new IllegalArgumentException(
          frequencies.length + " frequencies and " + phases.length + " phases do not match");
    }
    this.frequencies = frequencies.clone();
    this.phases = phases.clone();
    double max = 0;
    for (float f : frequencies) {
      max = Math.max(max, Math.abs((double) f));
    }
    this.largest = max;
  }

  /** How many there are. */
  public int size() {
    return frequencies.length;
  }

  /** f of one sinusoid, radians per unit t. */
  public double frequency(int index) {
    return frequencies[index];
  }

  /** p of one sinusoid, radians. */
  public double phase(int index) {
    return phases[index];
  }

  /** The largest |f|, radians per unit t. */
  public double largest() {
    return largest;
  }

  /** A copy of f. */
  public float[] frequencies() {
    return frequencies.clone();
  }
}
