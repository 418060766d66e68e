package dev.kymo.inference.clip;

import dev.kymo.inference.frame.FrameImage;
import org.jcodec.common.model.ColorSpace;
import org.jcodec.common.model.Picture;
import org.jcodec.common.model.Rect;

/**
 * A frame as the H.264 encoder takes it: Y'CbCr of ITU-R BT.601 in limited range (black 16, white
 * 235), colour averaged over 2 x 2 pixels. One picture is used for all frames.
 */
final class YuvPicture {
  /** The fraction bits of the coefficients. */
  private static final int SHIFT = 16;

  // 219 / 255 times 0.299, 0.587 and 0.114.
  private static final int Y_RED = 16829;
  private static final int Y_GREEN = 33039;
  private static final int Y_BLUE = 6416;

  // 224 / 255 times half of (B - Y') / (1 - 0.114) and of (R - Y') / (1 - 0.299); each row adds up
  // to nothing, so that grey has exactly no colour.
  private static final int CB_RED = -9714;
  private static final int CB_GREEN = -19070;
  private static final int CB_BLUE = 28784;
  private static final int CR_RED = 28784;
  private static final int CR_GREEN = -24103;
  private static final int CR_BLUE = -4681;

  /** JCodec keeps samples as signed bytes, so that 128 is 0. */
  private static final int SIGNED = 128;

  /**
   * JCodec gives a frame as many bytes as its picture has pixels, which noise at a fine quantiser
   * can exceed: the picture is this many times higher than what is coded.
   */
  private static final int SPARE = 4;

  private final Picture picture;
  private final int codedWidth;
  private final int codedHeight;

  /** For frames of this size. */
  YuvPicture(int width, int height) {
    codedWidth = (width + 15) / 16 * 16;
    codedHeight = (height + 15) / 16 * 16;
    picture =
        Picture.createCropped(
            codedWidth,
            SPARE * codedHeight,
            ColorSpace.YUV420J,
            new Rect(0, 0, even(width), even(height)));
  }

  /** H.264's 4:2:0 has even sizes only: an odd one grows by the repeated last row or column. */
  static int even(int size) {
    return (size + 1) / 2 * 2;
  }

  Picture picture() {
    return picture;
  }

  /** The width in pixels that is coded, a multiple of 16. */
  int codedWidth() {
    return codedWidth;
  }

  /** How many pixels are coded, the filled up macroblocks included. */
  int codedPixels() {
    return codedWidth * codedHeight;
  }

  /** Converts a frame; beyond its edges the last pixels go on, which costs the fewest bits. */
  void fill(FrameImage frame) {
    byte[] luma = picture.getPlaneData(0);
    byte[] blue = picture.getPlaneData(1);
    byte[] red = picture.getPlaneData(2);
    int[] argb = frame.argb();
    for (int y = 0; y < codedHeight; y += 2) {
      int upper = Math.min(y, frame.height() - 1) * frame.width();
      int lower = Math.min(y + 1, frame.height() - 1) * frame.width();
      int at = y * codedWidth;
      int chroma = y / 2 * (codedWidth / 2);
      for (int x = 0; x < codedWidth; x += 2) {
        int left = Math.min(x, frame.width() - 1);
        int right = Math.min(x + 1, frame.width() - 1);
        int a = argb[upper + left];
        int b = argb[upper + right];
        int c = argb[lower + left];
        int d = argb[lower + right];
        luma[at + x] = luma(a);
        luma[at + x + 1] = luma(b);
        luma[at + codedWidth + x] = luma(c);
        luma[at + codedWidth + x + 1] = luma(d);
        // Two channels add up in one int, 16 bits apart.
        int redBlue = (a & 0xFF00FF) + (b & 0xFF00FF) + (c & 0xFF00FF) + (d & 0xFF00FF);
        int r = redBlue >>> 16;
        int g = (a >> 8 & 0xFF) + (b >> 8 & 0xFF) + (c >> 8 & 0xFF) + (d >> 8 & 0xFF);
        int u = redBlue & 0xFFFF;
        blue[chroma + x / 2] = chroma(CB_RED * r + CB_GREEN * g + CB_BLUE * u);
        red[chroma + x / 2] = chroma(CR_RED * r + CR_GREEN * g + CR_BLUE * u);
      }
    }
  }

  private static byte luma(int argb) {
    int sum = Y_RED * (argb >> 16 & 0xFF) + Y_GREEN * (argb >> 8 & 0xFF) + Y_BLUE * (argb & 0xFF);
    return (byte) (((sum + (1 << (SHIFT - 1))) >> SHIFT) + 16 - SIGNED);
  }

  /** From a sum over four pixels. The offset of 128 and JCodec's own cancel out. */
  private static byte chroma(int sum) {
    return (byte) ((sum + (1 << (SHIFT + 1))) >> (SHIFT + 2));
  }
}
