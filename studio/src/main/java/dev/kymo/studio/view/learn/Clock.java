package dev.kymo.studio.view.learn;

import java.util.Locale;

/** Times of footage for people. */
final class Clock {

  private Clock() {}

  /** "0:03.20", "12:05.00", "1:02:03.00". */
  static String text(double seconds) {
    long hundredths = Math.round(seconds * 100);
    long whole = hundredths / 100;
    String rest = String.format(Locale.ROOT, "%02d.%02d", whole % 60, hundredths % 100);
    return whole >= 3600
        ? String.format(Locale.ROOT, "%d:%02d:%s", whole / 3600, whole / 60 % 60, rest)
        : String.format(Locale.ROOT, "%d:%s", whole / 60, rest);
  }
}
