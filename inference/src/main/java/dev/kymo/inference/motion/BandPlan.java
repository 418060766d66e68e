package dev.kymo.inference.motion;

import java.util.Arrays;
import java.util.List;

/**
 * Where the learned frequencies are cut into bands: an increasing list of cut points in radians per
 * unit t, the last band open. Band k holds the sinusoids with |f| in [cut k-1, cut k), where the
 * first band starts at 0 (docs/model.md section 2).
 *
 * @param cuts strictly increasing, finite, above 0; n cuts make n + 1 bands, none makes one
 */
public record BandPlan(List<Double> cuts) {

  /** One band that holds every frequency. */
  public static final BandPlan WHOLE = new BandPlan(List.of());

  /**
   * Checks the cut points.
   *
   * @throws IllegalArgumentException when they are not finite, positive and strictly increasing
   */
  public BandPlan {
    cuts = List.copyOf(cuts);
    double previous = 0;
    for (double cut : cuts) {
      if (!Double.isFinite(cut) || cut <= previous) {
        throw new IllegalArgumentException(
            "cut points must be above 0 and increasing, but they are " + cuts);
      }
      previous = cut;
    }
  }

  /** A plan of the given cut points, in radians per unit t. */
  public static BandPlan of(double... cuts) {
    return new BandPlan(Arrays.stream(cuts).boxed().toList());
  }

  /**
   * Three bands that hold a third of the learned frequencies each: Slow, Medium and Fast.
   *
   * @param frequencies learned f of all groups, any sign, radians per unit t; at least one
   */
  public static BandPlan terciles(float[] frequencies) {
    double[] sorted = new double[frequencies.length];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = Math.abs((double) frequencies[i]);
    }
    Arrays.sort(sorted);
    double first = sorted[sorted.length / 3];
    double second = sorted[2 * sorted.length / 3];
    if (!(first > 0) || !(second > first)) {
      return WHOLE;
    }
    return of(first, second);
  }

  /** How many bands there are: one more than cut points. */
  public int size() {
    return cuts.size() + 1;
  }

  /** The index of the band that holds a frequency of this magnitude; its sign is ignored. */
  public int bandOf(double frequency) {
    double magnitude = Math.abs(frequency);
    int band = 0;
    while (band < cuts.size() && magnitude >= cuts.get(band)) {
      band++;
    }
    return band;
  }

  /** The lower edge of a band, radians per unit t; 0 for the first. */
  public double lower(int band) {
    return band == 0 ? 0 : cuts.get(band - 1);
  }

  /** The upper edge of a band, radians per unit t; infinite for the last. */
  public double upper(int band) {
    return band == cuts.size() ? Double.POSITIVE_INFINITY : cuts.get(band);
  }

  /**
   * The name that a band has until its user names it.
   *
   * @param band which, slowest first
   * @param bands how many there are
   * @return All for a single band; Slow, Fast; Slow, Medium, Fast; otherwise Band 1, Band 2, ...
   */
  public static String defaultName(int band, int bands) {
    return switch (bands) {
      case 1 -> "All";
      case 2 -> band == 0 ? "Slow" : "Fast";
      case 3 -> band == 0 ? "Slow" : band == 1 ? "Medium" : "Fast";
      default -> "Band " + (band + 1);
    };
  }
}
