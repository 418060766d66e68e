package dev.kymo.studio.control;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What of a chart is shown where: its scales and its smoothed lines. Knows no screen. */
final class ChartPlan {

  private static final double PADDING = 0.06;
  private static final double OUTLIERS = 0.02;

  private final List<ChartSeries> series;
  private final List<double[]> smooth = new ArrayList<>();
  private final ChartScale steps;
  private final ChartScale values;

  /**
   * A plan.
   *
   * @param smoothing from 0, none, to below 1
   * @param logValues whether values are on a logarithmic axis
   * @param steps that are shown
   */
  ChartPlan(List<ChartSeries> series, double smoothing, boolean logValues, ChartScale steps) {
    this.series = series;
    this.steps = steps;
    series.forEach(line -> smooth.add(smooth(line.points(), smoothing)));
    values = values(logValues);
  }

  /** An exponential mean over the points, corrected for its beginning. */
  static double[] smooth(ChartPoints points, double smoothing) {
    double[] smooth = new double[points.size()];
    double mean = 0;
    double weight = 0;
    for (int i = 0; i < smooth.length; i++) {
      mean = smoothing * mean + (1 - smoothing) * points.mean(i);
      weight = smoothing * weight + (1 - smoothing);
      smooth[i] = mean / weight;
    }
    return smooth;
  }

  /** All of the smoothed lines that is shown, and of the rest what is no outlier. */
  private ChartScale values(boolean log) {
    double[] rough = new double[smooth.stream().mapToInt(line -> line.length).sum()];
    int count = 0;
    double low = Double.MAX_VALUE;
    double high = -Double.MAX_VALUE;
    for (int s = 0; s < series.size(); s++) {
      ChartPoints points = series.get(s).points();
      double[] line = smooth.get(s);
      for (int i = 0; i < line.length; i++) {
        if (isShown(points, i) && (!log || (line[i] > 0 && points.mean(i) > 0))) {
          low = Math.min(low, line[i]);
          high = Math.max(high, line[i]);
          rough[count++] = points.mean(i);
        }
      }
    }
    if (count == 0) {
      return log ? new ChartScale(0.1, 10, true) : new ChartScale(0, 1, false);
    }
    Arrays.sort(rough, 0, count);
    low = Math.min(low, rough[(int) (OUTLIERS * (count - 1))]);
    high = Math.max(high, rough[(int) Math.ceil((1 - OUTLIERS) * (count - 1))]);
    if (log) {
      double factor = Math.max(1.05, Math.pow(high / low, PADDING));
      return new ChartScale(low / factor, high * factor, true);
    }
    double pad = Math.max((high - low) * PADDING, Math.max(Math.abs(high) * 1e-3, 1e-9));
    return new ChartScale(low - pad, high + pad, false);
  }

  private boolean isShown(ChartPoints points, int i) {
    return points.last(i) >= steps.from() && points.first(i) <= steps.to();
  }

  ChartScale steps() {
    return steps;
  }

  ChartScale values() {
    return values;
  }

  List<ChartSeries> series() {
    return series;
  }

  double[] smoothed(int line) {
    return smooth.get(line);
  }

  /** The value of every line at a step. */
  Optional<ChartReadout> readout(double step) {
    List<ChartReadout.Value> values = new ArrayList<>();
    for (ChartSeries line : series) {
      ChartPoints points = line.points();
      int i = nearest(points, step);
      if (i >= 0) {
        values.add(
            new ChartReadout.Value(
                line.name(),
                line.color(),
                points.first(i),
                points.last(i),
                points.mean(i),
                points.min(i),
                points.max(i)));
      }
    }
    return values.isEmpty()
        ? Optional.empty()
        : Optional.of(new ChartReadout(Math.round(step), values));
  }

  /** The point nearest to a step, -1 when there is none. */
  static int nearest(ChartPoints points, double step) {
    int low = 0;
    int high = points.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (points.first(middle) <= step) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    if (points.size() > low + 1 && points.first(low + 1) - step < step - points.last(low)) {
      return low + 1;
    }
    return points.size() == 0 ? -1 : low;
  }
}
