package dev.kymo.studio.control;

import dev.kymo.inference.frame.FrameImage;

/**
 * How the part of a frame that is in sight is copied into a buffer, every pixel repeated. Crisp
 * pixels are made here and not by the toolkit, whose software renderer interpolates whatever it is
 * told.
 *
 * @param width of the buffer, pixels
 * @param height of the buffer, pixels
 * @param left what is cut off at the left, screen pixels
 * @param top what is cut off at the top, screen pixels
 * @param scale screen pixels for each pixel
 * @param split columns of the buffer that show the first of two frames
 */
record PixelCopy(int width, int height, double left, double top, double scale, double split) {

  /** Copies nothing. */
  static final PixelCopy NONE = new PixelCopy(0, 0, 0, 0, 1, 0);

  /** Every pixel once. */
  static PixelCopy whole(int width, int height, double split) {
    return new PixelCopy(width, height, 0, 0, 1, Math.rint(split * width));
  }

  /**
   * Copies.
   *
   * @param first shown left of the split
   * @param second shown right of it, as large
   * @param target row-major, width x height
   */
  void copy(FrameImage first, FrameImage second, int[] target) {
    int last = -1;
    int edge = (int) Math.max(0, Math.min(width, split));
    for (int y = 0; y < height; y++) {
      int row = Math.min(second.height() - 1, (int) ((top + y + 0.5) / scale));
      if (row == last) {
        System.arraycopy(target, (y - 1) * width, target, y * width, width);
      } else {
        row(first, row, target, y * width, 0, edge);
        row(second, row, target, y * width, edge, width);
        last = row;
      }
    }
  }

  private void row(FrameImage image, int row, int[] target, int offset, int from, int to) {
    int[] argb = image.argb();
    int start = row * image.width();
    for (int x = from; x < to; x++) {
      int column = Math.min(image.width() - 1, (int) ((left + x + 0.5) / scale));
      target[offset + x] = argb[start + column];
    }
  }
}
