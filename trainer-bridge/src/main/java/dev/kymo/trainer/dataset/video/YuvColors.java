package dev.kymo.trainer.dataset.video;

import dev.kymo.inference.image.RgbFrame;
import org.jcodec.codecs.h264.io.model.SeqParameterSet;
import org.jcodec.codecs.h264.io.model.VUIParameters;
import org.jcodec.common.model.ColorSpace;
import org.jcodec.common.model.Picture;
import org.jcodec.common.model.Rect;

/**
 * What the samples of an H.264 stream mean (ITU-T H.264, annex E): Y'CbCr with the matrix of BT.601
 * or BT.709, limited (16 to 235) or full range. A stream that does not say is limited range, and
 * BT.709 from 720 lines on. Colour samples are repeated over their four pixels.
 */
final class YuvColors {
  private static final int MATRIX_BT709 = 1;
  private static final int MATRIX_UNSPECIFIED = 2;
  private static final int HIGH_DEFINITION = 720;
  private static final int SHIFT = 16;

  private final boolean full;
  private final double redWeight;
  private final double blueWeight;

  private YuvColors(boolean full, boolean bt709) {
    this.full = full;
    this.redWeight = bt709 ? 0.2126 : 0.299;
    this.blueWeight = bt709 ? 0.0722 : 0.114;
  }

  static YuvColors of(SeqParameterSet sps, int height) {
    VUIParameters vui = sps.vuiParams;
    boolean full = vui != null && vui.videoSignalTypePresentFlag && vui.videoFullRangeFlag;
    int matrix = MATRIX_UNSPECIFIED;
    if (vui != null && vui.videoSignalTypePresentFlag && vui.colourDescriptionPresentFlag) {
      matrix = vui.matrixCoefficients;
    }
    boolean high = matrix == MATRIX_UNSPECIFIED && height >= HIGH_DEFINITION;
    return new YuvColors(full, matrix == MATRIX_BT709 || high);
  }

  /**
   * Converts the visible part of a picture.
   *
   * @throws IllegalArgumentException with a clause, when its colours are not sampled 4:2:0
   */
  RgbFrame convert(Picture picture) {
    ColorSpace color = picture.getColor();
    boolean grey = color == ColorSpace.MONO || color == ColorSpace.GREY;
    if (!grey && color != ColorSpace.YUV420J && color != ColorSpace.YUV420) {
      throw new IllegalArgumentException("its colours are not sampled 4:2:0");
    }
    Rect crop = picture.getCrop();
    int left = crop == null ? 0 : crop.getX();
    int top = crop == null ? 0 : crop.getY();
    int width = crop == null ? picture.getWidth() : crop.getWidth();
    int height = crop == null ? picture.getHeight() : crop.getHeight();
    double range = full ? 1 : 255 / 219.0;
    double chromaRange = full ? 1 : 255 / 224.0;
    double greenWeight = 1 - redWeight - blueWeight;
    int luma = fixed(range);
    int redCr = fixed(2 * (1 - redWeight) * chromaRange);
    int blueCb = fixed(2 * (1 - blueWeight) * chromaRange);
    int greenCr = fixed(2 * (1 - redWeight) * redWeight / greenWeight * chromaRange);
    int greenCb = fixed(2 * (1 - blueWeight) * blueWeight / greenWeight * chromaRange);
    // JCodec keeps samples as signed bytes, 128 being 0.
    int black = full ? -128 : 16 - 128;
    byte[] ys = picture.getPlaneData(0);
    byte[] cbs = grey ? null : picture.getPlaneData(1);
    byte[] crs = grey ? null : picture.getPlaneData(2);
    byte[] rgb = new byte[3 * width * height];
    int at = 0;
    for (int y = top; y < top + height; y++) {
      int row = y * picture.getPlaneWidth(0);
      int chromaRow = grey ? 0 : (y / 2) * picture.getPlaneWidth(1);
      for (int x = left; x < left + width; x++) {
        int cb = grey ? 0 : cbs[chromaRow + x / 2];
        int cr = grey ? 0 : crs[chromaRow + x / 2];
        int level = luma * (ys[row + x] - black) + (1 << (SHIFT - 1));
        rgb[at++] = clamp((level + redCr * cr) >> SHIFT);
        rgb[at++] = clamp((level - greenCb * cb - greenCr * cr) >> SHIFT);
        rgb[at++] = clamp((level + blueCb * cb) >> SHIFT);
      }
    }
    return new RgbFrame(width, height, rgb);
  }

  private static int fixed(double factor) {
    return (int) Math.round(factor * (1 << SHIFT));
  }

  private static byte clamp(int value) {
    return (byte) Math.max(0, Math.min(255, value));
  }
}
