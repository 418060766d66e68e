package dev.kymo.trainer.run;

import java.util.List;

/** Refuses option values, each with a sentence that says what is expected. */
final class Checks {
  private Checks() {}

  static void range(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s must be from %d to %d, not %d.".formatted(name, least, most, value));
    }
  }

  static void range(String name, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          "%s must be from %s to %s, not %s.".formatted(name, least, most, value));
    }
  }

  static void above(String name, double value, double bound, double most) {
    if (!(value > bound && value <= most)) {
      throw new IllegalArgumentException(
          "%s must be above %s and at most %s, not %s.".formatted(name, bound, most, value));
    }
  }

  /** One width for each resolution from 4 up to a size. */
  static void widths(String name, List<Integer> widths, int size) {
    int expected = Integer.numberOfTrailingZeros(size) - 1;
    if (widths.size() != expected) {
      throw new IllegalArgumentException(
          "%s needs %d widths, for 4 x 4 to %d x %d, not %d."
              .formatted(name, expected, size, size, widths.size()));
    }
    for (int width : widths) {
      range("A width of " + name, width, 1, 4096);
    }
  }

  static boolean isPowerOfTwo(int value) {
    return Integer.bitCount(value) == 1;
  }
}
