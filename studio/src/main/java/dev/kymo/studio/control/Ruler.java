package dev.kymo.studio.control;

import dev.kymo.studio.timeline.TimeScale;
import java.util.Locale;

/**
 * The labels of the timeline's ruler, at round seconds: the step is the smallest of 1, 2, 5, 10,
 * ... of a millisecond, a second, or of minutes that leaves a label its room.
 *
 * @param step seconds between two labels
 * @param parts into how many parts smaller ticks divide a step
 * @param first number of the first label that is in sight or just before it, in steps from second 0
 * @param last number of the last one
 */
record Ruler(double step, int parts, long first, long last) {

  /** Room for a label and what stands beside it, pixels. */
  private static final double LABEL_WIDTH = 136;

  private static final double MINUTE = 60;
  private static final double[] MINUTES = {1, 2, 5, 10, 30, 60, 120, 300, 600, 1440};
  private static final int[] MINUTE_PARTS = {6, 4, 5, 5, 6, 6, 4, 5, 5, 6};

  /** The labels of what is in sight. */
  static Ruler of(TimeScale scale, Viewport view, double width) {
    double from = scale.seconds(view.from());
    double to = scale.seconds(view.to());
    double least = LABEL_WIDTH * (to - from) / width;
    int power = (int) Math.floor(Math.log10(least));
    for (int p = Math.max(-3, power); p <= 1; p++) {
      for (int digit : new int[] {1, 2, 5}) {
        double step = digit * Math.pow(10, p);
        if (step >= least && step < MINUTE) {
          return new Ruler(step, digit == 2 ? 4 : 5, from, to);
        }
      }
    }
    int longest = MINUTES.length - 1;
    for (int i = 0; i < longest; i++) {
      if (MINUTES[i] * MINUTE >= least) {
        return new Ruler(MINUTES[i] * MINUTE, MINUTE_PARTS[i], from, to);
      }
    }
    double days = Math.ceil(least / (MINUTES[longest] * MINUTE));
    return new Ruler(days * MINUTES[longest] * MINUTE, MINUTE_PARTS[longest], from, to);
  }

  private Ruler(double step, int parts, double from, double to) {
    this(step, parts, (long) Math.floor(from / step), (long) Math.ceil(to / step));
  }

  /** Where a label stands, seconds since the trained clip began. */
  double seconds(long label) {
    return label * step;
  }

  /** What a label says. */
  String text(long label) {
    double seconds = seconds(label);
    if (step >= MINUTE) {
      long whole = Math.round(Math.abs(seconds));
      return "%s%d:%02d".formatted(seconds < 0 ? "-" : "", whole / 60, whole % 60);
    }
    int decimals = (int) Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
    return String.format(Locale.ROOT, "%." + decimals + "f s", seconds + 0.0);
  }
}
