package dev.kymo.studio.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Values on an axis of a chart.
 *
 * @param from value at 0 pixels
 * @param to value at the end, larger than {@code from}
 * @param log logarithmic; both ends are then above 0
 */
record ChartScale(double from, double to, boolean log) {

  /** Where a value is, of an axis of 1; outside [0, 1] for values beyond the ends. */
  double position(double value) {
    if (log) {
      return (Math.log(Math.max(value, Double.MIN_NORMAL)) - Math.log(from))
          / (Math.log(to) - Math.log(from));
    }
    return (value - from) / (to - from);
  }

  /** The value at a position. */
  double value(double position) {
    if (log) {
      return Math.exp(Math.log(from) + position * (Math.log(to) - Math.log(from)));
    }
    return from + position * (to - from);
  }

  /** Round values within, about so many. */
  List<Double> ticks(int count) {
    return log && to / from > 5 ? decades() : even(count);
  }

  private List<Double> even(int count) {
    double raw = (to - from) / Math.max(1, count);
    double power = Math.pow(10, Math.floor(Math.log10(raw)));
    double step = power * (raw / power > 5 ? 10 : raw / power > 2 ? 5 : raw / power > 1 ? 2 : 1);
    List<Double> ticks = new ArrayList<>();
    for (double k = Math.ceil(from / step); k * step <= to && ticks.size() < 100; k++) {
      ticks.add(k * step);
    }
    return ticks;
  }

  private List<Double> decades() {
    List<Double> ticks = new ArrayList<>();
    boolean fine = to / from < 1000;
    int first = (int) Math.floor(Math.log10(from));
    for (int decade = first; Math.pow(10, decade) <= to && ticks.size() < 60; decade++) {
      for (int digit : fine ? new int[] {1, 2, 5} : new int[] {1}) {
        double value = digit * Math.pow(10, decade);
        if (value >= from && value <= to) {
          ticks.add(value);
        }
      }
    }
    return ticks;
  }

  /** A tick's label: 46k, 1.5M, 0.05. */
  static String label(double value) {
    double size = Math.abs(value);
    if (size >= 1e6) {
      return trimmed(value / 1e6) + "M";
    }
    if (size >= 1e3) {
      return trimmed(value / 1e3) + "k";
    }
    if (size == 0 || size >= 1e-3) {
      return trimmed(value);
    }
    return String.format(Locale.ROOT, "%.0e", value);
  }

  private static String trimmed(double value) {
    // Adding 0.0 turns minus zero into zero.
    String text = String.format(Locale.ROOT, "%.3f", value + 0.0);
    int end = text.length();
    while (text.charAt(end - 1) == '0') {
      end--;
    }
    return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
  }
}
