package dev.kymo.inference.footage;

/**
 * A square part of a frame, in pixels of the frame as it is shown.
 *
 * @param x of its left edge, at least 0
 * @param y of its upper edge, at least 0
 * @param side at least 1
 */
public record Square(int x, int y, int side) {

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException with a sentence
   */
  public Square {
    if (x < 0 || y < 0 || side < 1) {
      throw new IllegalArgumentException(
          "A square starts inside the frame and has a side, not %d,%d,%d.".formatted(x, y, side));
    }
  }

  /** The largest square in the middle of a frame. */
  public static Square middle(int width, int height) {
    int side = Math.min(width, height);
    return new Square((width - side) / 2, (height - side) / 2, side);
  }

  /** Whether all of it lies in a frame of this size. */
  public boolean fits(int width, int height) {
    return x <= width - side && y <= height - side;
  }
}
