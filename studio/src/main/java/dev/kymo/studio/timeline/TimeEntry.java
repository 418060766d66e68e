package dev.kymo.studio.timeline;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times as users type them, in seconds since the trained clip began: {@code 1.5} and {@code 1.5s}
 * seconds, {@code 10f} a frame, {@code t 0.5} units of t, {@code 00:00:01:05} hours, minutes,
 * seconds and frames, {@code 1:02.5} minutes and seconds. A plus sign before one of them adds it to
 * what is there.
 */
public final class TimeEntry {
  private static final String NUMBER = "(-?\\d*[.,]?\\d+|-?\\d+[.,])";
  private static final Pattern SECONDS = Pattern.compile(NUMBER + "\\s*(?:s|sec|seconds?)?");
  private static final Pattern MILLISECONDS = Pattern.compile(NUMBER + "\\s*ms");
  private static final Pattern FRAMES = Pattern.compile(NUMBER + "\\s*(?:f|frames?)");
  private static final Pattern UNITS = Pattern.compile("t\\s*=?\\s*" + NUMBER);
  private static final Pattern CLOCK =
      Pattern.compile("(-?)(?:(\\d+):)?(\\d+):(\\d+(?:[.,]\\d*)?)");
  private static final Pattern CODE = Pattern.compile("(-?)(\\d+):(\\d+):(\\d+)[:;](\\d+)");

  private final TimeScale scale;
  private final boolean length;

  private TimeEntry(TimeScale scale, boolean length) {
    this.scale = scale;
    this.length = length;
  }

  /** Points in time. */
  public static TimeEntry point(TimeScale scale) {
    return new TimeEntry(scale, false);
  }

  /** Lengths of time: {@code t 2} is as long as the trained clip. */
  public static TimeEntry length(TimeScale scale) {
    return new TimeEntry(scale, true);
  }

  /**
   * Reads what was typed.
   *
   * @param now seconds that are there, which a plus sign adds to
   * @return seconds; empty when it is no time
   */
  public OptionalDouble parse(String typed, double now) {
    String text = typed.strip().toLowerCase(Locale.ROOT);
    if (!text.startsWith("+")) {
      return absolute(text);
    }
    String more = text.substring(1).strip();
    if (more.startsWith("+") || more.startsWith("-")) {
      return OptionalDouble.empty();
    }
    OptionalDouble added = new TimeEntry(scale, true).absolute(more);
    return added.isPresent() ? OptionalDouble.of(now + added.getAsDouble()) : added;
  }

  private OptionalDouble absolute(String text) {
    Optional<Double> seconds =
        number(SECONDS, text)
            .or(() -> number(MILLISECONDS, text).map(n -> n / 1000))
            .or(() -> number(FRAMES, text).map(n -> n / scale.fps()))
            .or(() -> number(UNITS, text).map(this::ofUnits))
            .or(() -> clock(text))
            .or(() -> code(text));
    return seconds
        .filter(Double::isFinite)
        .map(OptionalDouble::of)
        .orElseGet(OptionalDouble::empty);
  }

  private double ofUnits(double t) {
    return length ? t / scale.unitsPerSecond() : scale.seconds(t);
  }

  private static Optional<Double> clock(String text) {
    Matcher matcher = CLOCK.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    double hours = matcher.group(2) == null ? 0 : Double.parseDouble(matcher.group(2));
    double seconds = 3600 * hours + 60 * whole(matcher, 3) + decimal(matcher.group(4));
    return Optional.of(signed(matcher, seconds));
  }

  private Optional<Double> code(String text) {
    Matcher matcher = CODE.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    double seconds = 3600 * whole(matcher, 2) + 60 * whole(matcher, 3) + whole(matcher, 4);
    return Optional.of(signed(matcher, seconds + whole(matcher, 5) / scale.fps()));
  }

  private static double signed(Matcher matcher, double seconds) {
    return matcher.group(1).isEmpty() ? seconds : -seconds;
  }

  private static double whole(Matcher matcher, int group) {
    return Double.parseDouble(matcher.group(group));
  }

  private static Optional<Double> number(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.matches() ? Optional.of(decimal(matcher.group(1))) : Optional.empty();
  }

  private static double decimal(String digits) {
    return Double.parseDouble(digits.replace(',', '.'));
  }
}
