package dev.kymo.trainer.process;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Means of what steps report, from one log to the next. */
final class StepSums {
  private final Map<String, Double> sums = new TreeMap<>();
  private final Map<String, Integer> counts = new TreeMap<>();

  void add(Map<String, Double> values) {
    values.forEach(
        (name, value) -> {
          sums.merge(name, value, Double::sum);
          counts.merge(name, 1, Integer::sum);
        });
  }

  /** The means so far, in the order of their names; starts again. */
  Map<String, Double> take() {
    Map<String, Double> means = new LinkedHashMap<>();
    // Six digits are more than a curve shows, and halve the file.
    sums.forEach((name, sum) -> means.put(name, sixDigits(sum / counts.get(name))));
    sums.clear();
    counts.clear();
    return means;
  }

  static double sixDigits(double value) {
    return Double.parseDouble(String.format(Locale.ROOT, "%.5e", value));
  }
}
