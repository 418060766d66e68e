package dev.kymo.studio.frames;

import dev.kymo.inference.frame.FrameImage;

/** Small copies of frames. */
public final class Thumbnail {

  private Thumbnail() {}

  /**
   * Resamples by the mean of the area that each pixel covers, which neither flickers when it
   * shrinks nor blurs much when it grows.
   *
   * @param image any size
   * @param side of the square result, pixels
   */
  public static FrameImage of(FrameImage image, int side) {
    int[] result = new int[side * side];
    double stepX = (double) image.width() / side;
    double stepY = (double) image.height() / side;
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        result[y * side + x] = mean(image, x * stepX, y * stepY, stepX, stepY);
      }
    }
    return new FrameImage(side, side, result);
  }

  private static int mean(FrameImage image, double left, double top, double dx, double dy) {
    double red = 0;
    double green = 0;
    double blue = 0;
    double sum = 0;
    int bottom = Math.min(image.height(), (int) Math.ceil(top + dy - 1e-9));
    int right = Math.min(image.width(), (int) Math.ceil(left + dx - 1e-9));
    for (int y = (int) top; y < bottom; y++) {
      double high = Math.min(y + 1.0, top + dy) - Math.max(y, top);
      for (int x = (int) left; x < right; x++) {
        double weight = high * (Math.min(x + 1.0, left + dx) - Math.max(x, left));
        int argb = image.argb()[y * image.width() + x];
        red += weight * (argb >> 16 & 0xFF);
        green += weight * (argb >> 8 & 0xFF);
        blue += weight * (argb & 0xFF);
        sum += weight;
      }
    }
    return 0xFF000000
        | (int) Math.round(red / sum) << 16
        | (int) Math.round(green / sum) << 8
        | (int) Math.round(blue / sum);
  }
}
