package dev.kymo.studio.cli.console;

import java.util.Locale;

/** Estimates from the pace so far. */
public final class TimeLeft {
  private static final double NANOS = 1e9;

  private TimeLeft() {}

  /** Units done in a second, 0 before anything is done. */
  public static double rate(double done, long nanos) {
    return nanos <= 0 ? 0 : done / (nanos / NANOS);
  }

  /** Seconds until the rest is done at this rate, or infinity. */
  public static double seconds(double rest, double rate) {
    return rate > 0 ? rest / rate : Double.POSITIVE_INFINITY;
  }

  /** What a line of progress ends in: {@code " 8 s left"}, or nothing when it is not known. */
  public static String note(double seconds) {
    String left = text(seconds);
    return left.isEmpty() ? "" : "   " + left + " left";
  }

  /** {@code 8 s}, {@code 2 min 05 s}, {@code 1 h 20 min}; empty when it is not known. */
  public static String text(double seconds) {
    if (!(seconds < 1e7)) {
      return "";
    }
    long whole = (long) Math.ceil(seconds);
    if (whole < 60) {
      return whole + " s";
    }
    if (whole < 3600) {
      return String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60);
    }
    return String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole % 3600 / 60);
  }
}
