package dev.kymo.inference.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.util.Optional;

/**
 * The samples of an image as its file holds them, with 8 bits each.
 *
 * @param bands colors of a pixel: 1 grey, 3 RGB, 4 CMYK
 * @param colors (height, width, bands) uint8
 * @param alpha (height, width) uint8, where some pixel is not opaque
 * @param deep whether the file has more than 8 bits
 */
@SuppressWarnings("ArrayRecordComponent") // A carrier of bulk data, never compared.
record Samples(
    int width, int height, int bands, byte[] colors, Optional<byte[]> alpha, boolean deep) {
  private static final int OPAQUE = 255;

  /** The samples of a decoded image; those of a palette are looked up. */
  static Samples of(BufferedImage image) {
    boolean components =
        image.getColorModel() instanceof ComponentColorModel model
            && (model.getTransferType() == DataBuffer.TYPE_BYTE
                || model.getTransferType() == DataBuffer.TYPE_USHORT);
    return components ? ofComponents(image) : ofColors(image);
  }

  /** The samples of raw bytes, four to a pixel. */
  static Samples ofFour(Raster raster) {
    byte[] colors = new byte[4 * raster.getWidth() * raster.getHeight()];
    int[] row = new int[4 * raster.getWidth()];
    int at = 0;
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, row);
      for (int sample : row) {
        colors[at++] = (byte) sample;
      }
    }
    return new Samples(raster.getWidth(), raster.getHeight(), 4, colors, Optional.empty(), false);
  }

  private static Samples ofComponents(BufferedImage image) {
    Raster raster = image.getRaster();
    int width = image.getWidth();
    int height = image.getHeight();
    byte[] rgb = new byte[3 * width * height];
    if (copyBytes(raster, rgb)) {
      return new Samples(width, height, 3, rgb, Optional.empty(), false);
    }
    ColorModel model = image.getColorModel();
    boolean grey = model.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
    int bands = grey ? 1 : 3;
    int all = raster.getNumBands();
    int most = (1 << model.getComponentSize(0)) - 1;
    byte[] colors = grey ? new byte[width * height] : rgb;
    byte[] alpha = new byte[width * height];
    boolean clear = false;
    int[] row = new int[all * width];
    for (int y = 0; y < height; y++) {
      raster.getPixels(0, y, width, 1, row);
      for (int x = 0; x < width; x++) {
        int pixel = y * width + x;
        for (int band = 0; band < bands; band++) {
          colors[bands * pixel + band] = eight(row[all * x + band], most);
        }
        byte seen = model.hasAlpha() ? eight(row[all * x + all - 1], most) : (byte) OPAQUE;
        alpha[pixel] = seen;
        clear |= seen != (byte) OPAQUE;
      }
    }
    Optional<byte[]> kept = clear ? Optional.of(alpha) : Optional.empty();
    return new Samples(width, height, bands, colors, kept, most > OPAQUE);
  }

  private static byte eight(int sample, int most) {
    return (byte) (most == OPAQUE ? sample : (sample * OPAQUE + most / 2) / most);
  }

  /** The usual case: three interleaved bytes a pixel in any order, with nothing around them. */
  private static boolean copyBytes(Raster raster, byte[] rgb) {
    boolean usual =
        raster.getDataBuffer() instanceof DataBufferByte
            && raster.getSampleModel() instanceof PixelInterleavedSampleModel
            && raster.getNumBands() == 3
            && raster.getSampleModelTranslateX() == 0
            && raster.getSampleModelTranslateY() == 0
            && raster.getDataBuffer().getOffset() == 0;
    if (!usual) {
      return false;
    }
    PixelInterleavedSampleModel model = (PixelInterleavedSampleModel) raster.getSampleModel();
    byte[] data = ((DataBufferByte) raster.getDataBuffer()).getData();
    if (model.getPixelStride() != 3
        || model.getScanlineStride() != 3 * raster.getWidth()
        || data.length != rgb.length) {
      return false;
    }
    int[] offsets = model.getBandOffsets();
    for (int at = 0; at < rgb.length; at += 3) {
      rgb[at] = data[at + offsets[0]];
      rgb[at + 1] = data[at + offsets[1]];
      rgb[at + 2] = data[at + offsets[2]];
    }
    return true;
  }

  /** Palettes and packed pixels. */
  private static Samples ofColors(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    byte[] rgb = new byte[3 * width * height];
    byte[] alpha = new byte[width * height];
    boolean clear = false;
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      image.getRGB(0, y, width, 1, row, 0, width);
      for (int x = 0; x < width; x++) {
        int at = y * width + x;
        rgb[3 * at] = (byte) (row[x] >> 16);
        rgb[3 * at + 1] = (byte) (row[x] >> 8);
        rgb[3 * at + 2] = (byte) row[x];
        alpha[at] = (byte) (row[x] >>> 24);
        clear |= row[x] >>> 24 != OPAQUE;
      }
    }
    Optional<byte[]> kept = clear ? Optional.of(alpha) : Optional.empty();
    return new Samples(width, height, 3, rgb, kept, false);
  }
}
