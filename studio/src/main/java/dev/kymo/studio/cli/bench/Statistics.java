package dev.kymo.studio.cli.bench;

import java.util.Arrays;

/**
 * What repeated measurements come to.
 *
 * @param median the middle one, or the mean of the two in the middle
 * @param min the smallest
 * @param p95 the smallest value that at least 95 % of them do not exceed
 */
public record Statistics(double median, double min, double p95) {

  /**
   * Sums up values in any order.
   *
   * @throws IllegalArgumentException when there are none
   */
  public static Statistics of(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("no values to sum up");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    double median = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    return new Statistics(median, sorted[0], sorted[(95 * n + 99) / 100 - 1]);
  }
}
