package dev.kymo.studio.footage;

import dev.kymo.inference.footage.Square;
import dev.kymo.inference.frame.FrameImage;
import dev.kymo.inference.image.RgbFrame;
import dev.kymo.inference.image.SquareResizer;
import java.util.Optional;

/** Frames of footage as pictures for the screen. */
public final class FramePixels {

  /** A difference of 64 levels is as bright as it gets. */
  private static final int AMPLIFIED = 4;

  private FramePixels() {}

  /** A frame, or a square of it. */
  public static FrameImage image(RgbFrame frame, Optional<Square> part) {
    int left = part.map(Square::x).orElse(0);
    int top = part.map(Square::y).orElse(0);
    int width = part.map(Square::side).orElse(frame.width());
    int height = part.map(Square::side).orElse(frame.height());
    int[] argb = new int[width * height];
    byte[] rgb = frame.rgb();
    for (int y = 0; y < height; y++) {
      int from = 3 * ((top + y) * frame.width() + left);
      int at = y * width;
      for (int x = 0; x < width; x++) {
        argb[at + x] =
            0xFF000000
                | (rgb[from] & 0xFF) << 16
                | (rgb[from + 1] & 0xFF) << 8
                | (rgb[from + 2] & 0xFF);
        from += 3;
      }
    }
    return new FrameImage(width, height, argb);
  }

  /** The square of a frame in the size that a model knows. */
  static FrameImage small(RgbFrame frame, Square square, int size) {
    byte[] rgb = new byte[3 * square.side() * square.side()];
    for (int y = 0; y < square.side(); y++) {
      int from = 3 * ((square.y() + y) * frame.width() + square.x());
      System.arraycopy(frame.rgb(), from, rgb, 3 * y * square.side(), 3 * square.side());
    }
    RgbFrame cut = new RgbFrame(square.side(), square.side(), rgb);
    return image(new RgbFrame(size, size, new SquareResizer(size).resize(cut)), Optional.empty());
  }

  /** How far two frames of one size are apart, amplified: black where they are the same. */
  static FrameImage difference(RgbFrame one, RgbFrame other) {
    byte[] a = one.rgb();
    byte[] b = other.rgb();
    int[] argb = new int[one.width() * one.height()];
    int from = 0;
    for (int i = 0; i < argb.length; i++) {
      argb[i] =
          0xFF000000
              | apart(a[from], b[from]) << 16
              | apart(a[from + 1], b[from + 1]) << 8
              | apart(a[from + 2], b[from + 2]);
      from += 3;
    }
    return new FrameImage(one.width(), one.height(), argb);
  }

  private static int apart(byte a, byte b) {
    return Math.min(255, AMPLIFIED * Math.abs((a & 0xFF) - (b & 0xFF)));
  }
}
