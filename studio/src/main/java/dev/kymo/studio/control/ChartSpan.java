package dev.kymo.studio.control;

import java.util.List;
import java.util.Optional;

/**
 * Which steps a chart shows. Quickly worked out, so that wheel and keys never wait for a drawing.
 *
 * @param steps that are shown
 * @param whole all that there are
 */
record ChartSpan(ChartScale steps, ChartScale whole) {

  private static final double LEAST_LOG_STEP = 1;
  private static final double LEAST_STEPS = 2;

  /** The steps of these lines, or of a part of them. */
  static ChartSpan of(List<ChartSeries> series, boolean log, Optional<LossChart.Steps> zoom) {
    double from = Double.MAX_VALUE;
    double to = -Double.MAX_VALUE;
    for (ChartSeries line : series) {
      int size = line.points().size();
      if (size > 0) {
        from = Math.min(from, (double) line.points().first(0));
        to = Math.max(to, (double) line.points().last(size - 1));
      }
    }
    ChartScale whole = from > to ? scale(0, 1, log) : scale(from, to, log);
    return new ChartSpan(zoom.map(z -> scale(z.from(), z.to(), log)).orElse(whole), whole);
  }

  private static ChartScale scale(double from, double to, boolean log) {
    double left = log ? Math.max(from, LEAST_LOG_STEP) : from;
    return new ChartScale(left, to > left ? to : left + 1, log);
  }

  /** Zoomed at a position of the axis; empty when that shows everything. */
  Optional<LossChart.Steps> zoomed(double position, double factor) {
    double left = position - position * factor;
    double right = position + (1 - position) * factor;
    return within(steps.value(left), steps.value(right));
  }

  /** Moved by a part of the axis. */
  Optional<LossChart.Steps> moved(double by) {
    double left = by;
    if (steps.value(left) < whole.from()) {
      left = steps.position(whole.from());
    } else if (steps.value(1 + left) > whole.to()) {
      left = steps.position(whole.to()) - 1;
    }
    return within(steps.value(left), steps.value(1 + left));
  }

  private Optional<LossChart.Steps> within(double from, double to) {
    double left = Math.max(from, whole.from());
    double right = Math.min(to, whole.to());
    if (right - left < LEAST_STEPS) {
      double middle = (left + right) / 2;
      left = middle - LEAST_STEPS / 2;
      right = middle + LEAST_STEPS / 2;
    }
    boolean all = left <= whole.from() && right >= whole.to();
    return all ? Optional.empty() : Optional.of(new LossChart.Steps(left, right));
  }
}
