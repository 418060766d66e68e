package dev.kymo.trainer.metric.toy;

import java.util.Arrays;
import java.util.Collection;

/** Some numbers and what statistics say about them. Immutable. */
final class Sample {
  private final double[] sorted;

  private Sample(double[] sorted) {
    this.sorted = sorted;
  }

  static Sample of(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return new Sample(sorted);
  }

  static Sample of(Collection<Double> values) {
    return of(values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  int size() {
    return sorted.length;
  }

  /** The mean, or NaN of nothing. */
  double mean() {
    return Arrays.stream(sorted).average().orElse(Double.NaN);
  }

  /** The middle value, or the mean of the two in the middle; NaN of nothing. */
  double median() {
    int n = sorted.length;
    return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }

  /** The sum of squares from the mean divided by n - 1; NaN of fewer than two. */
  double variance() {
    double mean = mean();
    double squares = Arrays.stream(sorted).map(v -> (v - mean) * (v - mean)).sum();
    return sorted.length < 2 ? Double.NaN : squares / (sorted.length - 1);
  }

  /** The square root of the variance. */
  double deviation() {
    return Math.sqrt(variance());
  }

  /** The share of values that are at most so far from one; NaN of nothing. */
  double shareNear(double middle, double distance) {
    return Arrays.stream(sorted)
        .map(v -> Math.abs(v - middle) <= distance ? 1 : 0)
        .average()
        .orElse(Double.NaN);
  }
}
