package dev.kymo.studio.control;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * How a number is written and how far it goes.
 *
 * @param min smallest value
 * @param max largest value
 * @param decimals digits behind the point
 * @param unit written behind the number, may be empty
 * @param signed whether a plus sign is written
 * @param step what an arrow key or a notch of the wheel adds
 * @param perPixel what a drag adds for each pixel; 0 turns dragging off
 * @param asNeeded whether decimals are written only where the number has them, as for 23.976 and
 *     24; drags and steps then give whole numbers
 */
public record NumberSpec(
    double min,
    double max,
    int decimals,
    String unit,
    boolean signed,
    double step,
    double perPixel,
    boolean asNeeded) {

  /** A number with all its decimals. */
  public NumberSpec(
      double min,
      double max,
      int decimals,
      String unit,
      boolean signed,
      double step,
      double perPixel) {
    this(min, max, decimals, unit, signed, step, perPixel, false);
  }

  /** Whole numbers from 0: a seed. */
  public static NumberSpec seed() {
    return new NumberSpec(0, 999_999_999, 0, "", false, 1, 0);
  }

  /** As it is shown; what is no number, such as the seed of a code from a file, is a dash. */
  public String format(double value) {
    if (Double.isNaN(value)) {
      return "—";
    }
    double rounded = Math.rint(value * Math.pow(10, decimals)) / Math.pow(10, decimals);
    String sign = signed && rounded > 0 ? "+" : "";
    int written = asNeeded && rounded == Math.rint(rounded) ? 0 : decimals;
    // Adding 0.0 turns minus zero into zero.
    return sign + String.format(Locale.ROOT, "%." + written + "f", rounded + 0.0) + unit;
  }

  /**
   * What a user typed, within the range; a fraction such as {@code 24000/1001} is a number, too.
   *
   * @return empty when it is none
   */
  public OptionalDouble parse(String text) {
    String digits = text.strip().replace(',', '.');
    if (!unit.isBlank() && digits.endsWith(unit.strip())) {
      digits = digits.substring(0, digits.length() - unit.strip().length()).strip();
    }
    try {
      String[] fraction = digits.split("/", 2);
      double value =
          fraction.length == 1
              ? Double.parseDouble(digits)
              : Double.parseDouble(fraction[0]) / Double.parseDouble(fraction[1]);
      return Double.isFinite(value) ? OptionalDouble.of(within(value)) : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  /** The nearest value that can be typed. */
  public double within(double value) {
    return asNeeded ? inside(value) : clamp(value);
  }

  /** The nearest value within the range, whole when drags and steps give whole numbers. */
  public double clamp(double value) {
    return decimals == 0 || asNeeded ? Math.rint(inside(value)) : inside(value);
  }

  private double inside(double value) {
    return Math.max(min, Math.min(max, value));
  }
}
