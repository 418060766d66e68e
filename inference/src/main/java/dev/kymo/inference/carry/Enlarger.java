package dev.kymo.inference.carry;

import dev.kymo.inference.frame.FrameImage;

/**
 * Gives the planes of a model's frame at its own size or twice as large, by Catmull-Rom
 * interpolation. Keeps a buffer; for one thread at a time.
 */
final class Enlarger {
  /** Weights of four pixels a quarter of a pixel right of the second. */
  private static final float[] QUARTER = {-0.0703125f, 0.8671875f, 0.2265625f, -0.0234375f};

  private final int size;
  private final int factor;
  private final float[] plane;
  private final float[] wide;

  /**
   * An enlarger.
   *
   * @param size of the model's frames
   * @param grid size of the planes, once or twice as much
   */
  Enlarger(int size, int grid) {
    this.size = size;
    factor = grid / size;
    plane = new float[size * size];
    wide = new float[size * grid];
  }

  /** Fills three planes (grid, grid) with values of about 0 to 255. */
  void enlarge(FrameImage frame, float[][] to) {
    int[] argb = frame.argb();
    for (int c = 0; c < 3; c++) {
      int shift = 16 - 8 * c;
      float[] target = factor == 1 ? to[c] : plane;
      for (int i = 0; i < size * size; i++) {
        target[i] = argb[i] >> shift & 0xFF;
      }
      if (factor == 2) {
        widen();
        lengthen(to[c]);
      }
    }
  }

  private void widen() {
    int last = size - 1;
    for (int y = 0; y < size; y++) {
      int row = y * size;
      for (int x = 0; x < size; x++) {
        float l2 = plane[row + Math.max(0, x - 2)];
        float l1 = plane[row + Math.max(0, x - 1)];
        float m = plane[row + x];
        float r1 = plane[row + Math.min(last, x + 1)];
        float r2 = plane[row + Math.min(last, x + 2)];
        wide[2 * (row + x)] = between(r1, m, l1, l2);
        wide[2 * (row + x) + 1] = between(l1, m, r1, r2);
      }
    }
  }

  private void lengthen(float[] to) {
    int width = 2 * size;
    int last = size - 1;
    for (int y = 0; y < size; y++) {
      int l2 = width * Math.max(0, y - 2);
      int l1 = width * Math.max(0, y - 1);
      int m = width * y;
      int r1 = width * Math.min(last, y + 1);
      int r2 = width * Math.min(last, y + 2);
      for (int x = 0; x < width; x++) {
        to[2 * m + x] = between(wide[r1 + x], wide[m + x], wide[l1 + x], wide[l2 + x]);
        to[2 * m + width + x] = between(wide[l1 + x], wide[m + x], wide[r1 + x], wide[r2 + x]);
      }
    }
  }

  private static float between(float before, float from, float to, float after) {
    return QUARTER[0] * before + QUARTER[1] * from + QUARTER[2] * to + QUARTER[3] * after;
  }
}
