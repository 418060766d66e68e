package dev.kymo.inference.model;

import dev.kymo.inference.motion.BandEdit;
import dev.kymo.inference.motion.MotionEdit;

/**
 * The sinusoids of one group under an edit: for each, a = gain of its band, v = speed, q = phase,
 * s(t) = a sin(v f t + p + sign(f) q) + (1 - a) r (docs/model.md section 2, with r the band's rest
 * position; the model's own is 0). Computed in double on the host: a thousandth of the work of a
 * frame, and exact for any t.
 */
final class SinusoidPlan {
  private final double[] gain;
  private final double[] frequency;
  private final double[] phase;
  private final double[] rest;
  private final float[] amplitudes;

  /**
   * Lays out a group.
   *
   * @param frequencies learned f (D_m)
   * @param phases learned p (D_m)
   * @param edit the bands
   * @param amplitudesOfBand for each band, the amplitudes m (D_m) that its motion code gives
   */
  SinusoidPlan(float[] frequencies, float[] phases, MotionEdit edit, float[][] amplitudesOfBand) {
    int n = frequencies.length;
    gain = new double[n];
    frequency = new double[n];
    phase = new double[n];
    rest = new double[n];
    amplitudes = new float[n];
    for (int i = 0; i < n; i++) {
      int k = edit.plan().bandOf(frequencies[i]);
      BandEdit band = edit.bands().get(k);
      gain[i] = edit.effectiveGain(k);
      frequency[i] = band.speed() * frequencies[i];
      phase[i] = phases[i] + Math.signum(frequencies[i]) * band.phase();
      rest[i] = (1 - gain[i]) * band.rest().of(frequencies[i], phases[i]);
      amplitudes[i] = amplitudesOfBand[k][i];
    }
  }

  /** m (D_m): what the motion codes make of each sinusoid; not a copy. */
  float[] amplitudes() {
    return amplitudes;
  }

  /** s (N, D_m), row-major. */
  float[] at(double[] times) {
    int n = gain.length;
    float[] values = new float[times.length * n];
    for (int k = 0; k < times.length; k++) {
      double t = times[k];
      for (int i = 0; i < n; i++) {
        double moving = gain[i] == 0 ? 0 : gain[i] * Math.sin(frequency[i] * t + phase[i]);
        values[k * n + i] = (float) (moving + rest[i]);
      }
    }
    return values;
  }
}
