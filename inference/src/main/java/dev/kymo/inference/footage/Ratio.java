package dev.kymo.inference.footage;

import dev.kymo.inference.clip.FrameRate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An exact fraction above 0.
 *
 * @param over numerator, above 0
 * @param under denominator, above 0
 */
record Ratio(long over, long under) {
  static final Ratio ONE = new Ratio(1, 1);

  private static final Pattern FORM = Pattern.compile("(\\d{1,10})[:/](\\d{1,10})");

  /** Reads {@code 3/2} or {@code 3:2}; nothing when it is unknown, as {@code 0/0}. */
  static Optional<Ratio> of(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long over = Long.parseLong(matcher.group(1));
    long under = Long.parseLong(matcher.group(2));
    return over < 1 || under < 1 ? Optional.empty() : Optional.of(new Ratio(over, under));
  }

  double value() {
    return (double) over / under;
  }

  /** As frames a second, if a clip can have so many. */
  Optional<FrameRate> rate() {
    long a = over;
    long b = under;
    while (b != 0) {
      long rest = a % b;
      a = b;
      b = rest;
    }
    long most = Integer.MAX_VALUE;
    if (over / a > most || under / a > most || value() > FrameRate.FASTEST || value() < 0.01) {
      return Optional.empty();
    }
    return Optional.of(new FrameRate((int) (over / a), (int) (under / a)));
  }
}
