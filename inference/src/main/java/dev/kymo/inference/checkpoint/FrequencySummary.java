package dev.kymo.inference.checkpoint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The learned frequencies |f| of one group, or of all, as a viewer of the clip meets them. One unit
 * of t is T / 2 frames, so f radians per unit t are f / (2 pi) * fps / (T / 2) cycles per second.
 *
 * @param sinusoids how many there are
 * @param lowest smallest |f|, cycles per second
 * @param median middle |f|, cycles per second
 * @param highest largest |f|, cycles per second
 * @param binWidth width of a bin of the histogram, cycles per second; the first begins at 0
 * @param counts sinusoids in each bin; those at the upper end are in the last
 */
public record FrequencySummary(
    int sinusoids,
    double lowest,
    double median,
    double highest,
    double binWidth,
    List<Integer> counts) {
  private static final int BINS = 12;

  /** Keeps an immutable copy. */
  public FrequencySummary {
    counts = List.copyOf(counts);
  }

  /**
   * Converts radians per unit t into cycles per second.
   *
   * @param radians per unit t
   * @param videoLength T, frames of a training clip
   * @param fps frames per second at which it is shown
   */
  public static double cyclesPerSecond(double radians, int videoLength, double fps) {
    return radians / (2 * Math.PI) * fps / (videoLength / 2.0);
  }

  /**
   * Summarises frequencies; those that are not finite are left out.
   *
   * @param radians f, radians per unit t, of either sign
   * @param videoLength T, frames of a training clip
   * @param fps frames per second
   */
  public static FrequencySummary of(float[] radians, int videoLength, double fps) {
    double[] sorted = new double[radians.length];
    int n = 0;
    for (float f : radians) {
      if (Float.isFinite(f)) {
        sorted[n++] = cyclesPerSecond(Math.abs(f), videoLength, fps);
      }
    }
    sorted = Arrays.copyOf(sorted, n);
    Arrays.sort(sorted);
    double highest = n == 0 ? 0 : sorted[n - 1];
    double width = highest == 0 ? 1 : highest / BINS;
    int[] bins = new int[BINS];
    for (double f : sorted) {
      bins[(int) Math.min(BINS - 1, f / width)]++;
    }
    List<Integer> counts = new ArrayList<>();
    Arrays.stream(bins).forEach(counts::add);
    double median = n == 0 ? 0 : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    return new FrequencySummary(n, n == 0 ? 0 : sorted[0], median, highest, width, counts);
  }
}
