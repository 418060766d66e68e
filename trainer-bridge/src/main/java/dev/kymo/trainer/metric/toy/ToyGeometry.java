package dev.kymo.trainer.metric.toy;

/**
 * Where the columns of a toy frame are (docs/model.md section 6): the objects stand at x = 16, 32
 * and 48 of 64, and everything grows with the frame.
 *
 * @param size side of the square frame in pixels, at least {@link #SMALLEST} and a multiple of 8
 */
record ToyGeometry(int size) {
  /** Below this an object is less than four pixels wide and its shape cannot be told. */
  static final int SMALLEST = 32;

  /** How many columns there are. */
  static final int COLUMNS = 3;

  private static final int NOMINAL = 64;
  private static final int PITCH = 16;

  /**
   * Checks the size.
   *
   * @throws IllegalArgumentException with a sentence when frames of this size cannot be tracked
   */
  ToyGeometry {
    if (size < SMALLEST || size % 8 != 0) {
      throw new IllegalArgumentException(
          "Toy clips are tracked from %d x %d pixels on, in multiples of 8, but these frames are %d x %d."
              .formatted(SMALLEST, SMALLEST, size, size));
    }
  }

  /** Pixels for one pixel of a 64 x 64 frame. */
  double scale() {
    return (double) size / NOMINAL;
  }

  /** The first column of pixels that belongs to a column of objects. */
  int left(int column) {
    return (int) Math.round((column + 0.5) * PITCH * scale());
  }

  /** A row of pixels, with fractions, in pixels of a 64 x 64 frame; middles of pixels are whole. */
  double nominal(double row) {
    return (row + 0.5) / scale() - 0.5;
  }
}
