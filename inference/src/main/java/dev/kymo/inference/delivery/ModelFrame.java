package dev.kymo.inference.delivery;

import dev.kymo.inference.footage.Square;
import dev.kymo.inference.frame.FrameImage;
import dev.kymo.inference.image.RgbFrame;
import dev.kymo.inference.image.SquareResizer;

/** The model's picture where there is no original: enlarged, in the square of a frame. */
public final class ModelFrame {
  private ModelFrame() {}

  /** A copy of a frame with the picture in its square. */
  public static RgbFrame over(RgbFrame surroundings, Square square, FrameImage picture) {
    byte[] enlarged = new SquareResizer(square.side()).resize(rgb(picture));
    byte[] rgb = surroundings.rgb().clone();
    for (int y = 0; y < square.side(); y++) {
      System.arraycopy(
          enlarged,
          3 * y * square.side(),
          rgb,
          3 * ((square.y() + y) * surroundings.width() + square.x()),
          3 * square.side());
    }
    return new RgbFrame(surroundings.width(), surroundings.height(), rgb);
  }

  /** The same picture without alpha. */
  private static RgbFrame rgb(FrameImage image) {
    byte[] rgb = new byte[3 * image.argb().length];
    int at = 0;
    for (int pixel : image.argb()) {
      rgb[at++] = (byte) (pixel >> 16);
      rgb[at++] = (byte) (pixel >> 8);
      rgb[at++] = (byte) pixel;
    }
    return new RgbFrame(image.width(), image.height(), rgb);
  }
}
