package dev.kymo.inference.carry;

import dev.kymo.inference.footage.Square;

/**
 * How the edit fades out toward those sides of the learned square that are not sides of the frame,
 * so that the whole frame has no seam: 0 at the side, 1 from a twelfth of the square on.
 */
final class Feather {
  private static final float WIDTH = 1 / 12f;

  private final int grid;
  private final float[] acrossX;
  private final float[] downY;

  Feather(int frameWidth, int frameHeight, Square square, int grid) {
    this.grid = grid;
    acrossX = axis(grid, square.x() > 0, square.x() + square.side() < frameWidth);
    downY = axis(grid, square.y() > 0, square.y() + square.side() < frameHeight);
  }

  private static float[] axis(int grid, boolean first, boolean last) {
    float[] values = new float[grid];
    for (int i = 0; i < grid; i++) {
      float fromFirst = first ? i / (WIDTH * grid) : 1;
      float fromLast = last ? (grid - 1 - i) / (WIDTH * grid) : 1;
      float part = Math.max(0, Math.min(1, Math.min(fromFirst, fromLast)));
      values[i] = part * part * (3 - 2 * part);
    }
    return values;
  }

  /** Multiplies a plane (grid, grid) by it. */
  void fade(float[] plane) {
    for (int y = 0; y < grid; y++) {
      float row = downY[y];
      for (int x = 0; x < grid; x++) {
        plane[y * grid + x] *= row * acrossX[x];
      }
    }
  }
}
