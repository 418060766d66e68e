package dev.kymo.studio.project;

import dev.kymo.inference.motion.BandEdit;
import dev.kymo.inference.motion.MotionEdit;

/**
 * How much a band moves over time, for a curve: the sum of its edited sinusoids a sin(v f t + p +
 * sign(f) q) over the square root of half their number, which is 1 on average for a band as
 * trained. The weights of the motion code are left out: only the model knows them.
 */
public final class BandActivity {

  /** So many sinusoids show the shape of a band; more only cost time. */
  private static final int ENOUGH = 24;

  private BandActivity() {}

  /**
   * Samples the curve of one band.
   *
   * @param learned the model's sinusoids
   * @param edit what is done to them
   * @param band which band, from 0
   * @param from the first sample's time, units of t
   * @param to the last sample's time
   * @param samples at least 2
   */
  public static float[] curve(
      LearnedFrequencies learned, MotionEdit edit, int band, double from, double to, int samples) {
    int[] members = members(learned, edit, band);
    float[] curve = new float[samples];
    double gain = edit.effectiveGain(band);
    if (members.length == 0 || gain == 0) {
      return curve;
    }
    BandEdit change = edit.bands().get(band);
    double scale = gain / Math.sqrt(members.length / 2.0);
    for (int i = 0; i < samples; i++) {
      double t = from + (to - from) * i / (samples - 1);
      double sum = 0;
      for (int k : members) {
        double f = learned.frequency(k);
        sum +=
            Math.sin(change.speed() * f * t + learned.phase(k) + Math.signum(f) * change.phase());
      }
      curve[i] = (float) (scale * sum);
    }
    return curve;
  }

  private static int[] members(LearnedFrequencies learned, MotionEdit edit, int band) {
    int[] all = new int[learned.size()];
    int count = 0;
    for (int k = 0; k < learned.size(); k++) {
      if (edit.plan().bandOf(learned.frequency(k)) == band) {
        all[count++] = k;
      }
    }
    int kept = Math.min(ENOUGH, count);
    int[] members = new int[kept];
    for (int i = 0; i < kept; i++) {
      members[i] = all[i * count / kept];
    }
    return members;
  }
}
