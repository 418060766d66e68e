package dev.kymo.inference.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How a camera was held: EXIF's tag 0x0112, 1 to 8. Pixel (x, y) of the upright picture is a pixel
 * of the stored one, whose size is w x h:
 *
 * <pre>
 * 1 (x, y)          2 (w-1-x, y)      3 (w-1-x, h-1-y)  4 (x, h-1-y)
 * 5 (y, x)          6 (y, h-1-x)      7 (w-1-y, h-1-x)  8 (w-1-y, x)
 * </pre>
 */
final class ExifOrientation {
  /** The picture is stored as it is shown. */
  static final int UPRIGHT = 1;

  private static final int TAG = 0x0112;
  private static final int SHORT = 3;
  private static final int MOST_ENTRIES = 1024;

  private ExifOrientation() {}

  /**
   * Finds the tag in a TIFF structure (the payload of EXIF after its {@code Exif} mark).
   *
   * @return 1 to 8; 1 when there is none or it makes no sense
   */
  static int of(byte[] tiff) {
    if (tiff.length < 14 || tiff[0] != tiff[1] || (tiff[0] != 'I' && tiff[0] != 'M')) {
      return UPRIGHT;
    }
    ByteBuffer data = ByteBuffer.wrap(tiff);
    data.order(tiff[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    long directory = Integer.toUnsignedLong(data.getInt(4));
    if (directory + 2 > tiff.length) {
      return UPRIGHT;
    }
    int entries = Math.min(MOST_ENTRIES, Short.toUnsignedInt(data.getShort((int) directory)));
    for (int i = 0; i < entries; i++) {
      long at = directory + 2 + 12L * i;
      if (at + 12 > tiff.length) {
        return UPRIGHT;
      }
      if (Short.toUnsignedInt(data.getShort((int) at)) == TAG
          && data.getShort((int) at + 2) == SHORT) {
        int value = Short.toUnsignedInt(data.getShort((int) at + 8));
        return value >= 1 && value <= 8 ? value : UPRIGHT;
      }
    }
    return UPRIGHT;
  }

  /** Turns a picture upright. */
  static RgbFrame apply(RgbFrame frame, int orientation) {
    if (orientation == UPRIGHT) {
      return frame;
    }
    int w = frame.width();
    int h = frame.height();
    boolean lies = orientation >= 5;
    int width = lies ? h : w;
    int height = lies ? w : h;
    boolean right = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
    boolean bottom = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
    byte[] from = frame.rgb();
    byte[] to = new byte[from.length];
    int at = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int across = lies ? y : x;
        int down = lies ? x : y;
        int column = right ? w - 1 - across : across;
        int row = bottom ? h - 1 - down : down;
        int pixel = 3 * (row * w + column);
        to[at++] = from[pixel];
        to[at++] = from[pixel + 1];
        to[at++] = from[pixel + 2];
      }
    }
    return new RgbFrame(width, height, to);
  }
}
