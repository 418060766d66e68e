package dev.kymo.trainer.dataset.image;

import dev.kymo.inference.image.RgbFrame;
import dev.kymo.trainer.dataset.DatasetException;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decodes JPEG and PNG files, told by their content. Samples are taken as they are, as the usual
 * Python readers do: colour profiles are not applied, transparency is dropped, grey becomes three
 * equal channels, 16 bits are cut to 8. Safe for use by several threads.
 */
public final class FrameDecoder {
  /** The most pixels of a frame: 8192 x 8192. A small file can claim to hold billions. */
  public static final long LARGEST_PIXELS = 1L << 26;

  /** The most bytes of a file. */
  public static final long LARGEST_BYTES = 1L << 28;

  private static final Set<String> FORMATS = Set.of("jpeg", "png");
  private static final Set<String> ENDINGS = Set.of("jpg", "jpeg", "png");

  /** Whether a file's name ends like those that can be decoded. */
  public static boolean isFrameName(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 && ENDINGS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
  }

  /**
   * Decodes a file.
   *
   * @param data its bytes
   * @param name for messages
   * @throws DatasetException with a sentence, when it is broken, no JPEG or PNG, or too large
   */
  public RgbFrame decode(byte[] data, String name) throws DatasetException {
    try (MemoryCacheImageInputStream stream =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(data))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
      if (!readers.hasNext()) {
        throw broken(name, data.length == 0 ? "it is empty" : "it is no JPEG or PNG image", null);
      }
      ImageReader reader = readers.next();
      try {
        return decode(reader, stream, name);
      } finally {
        reader.dispose();
      }
    } catch (DatasetException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // ImageIO's readers answer damaged files with all kinds of unchecked exceptions.
      throw broken(name, "the image is damaged" + detail(e), e);
    }
  }

  private static RgbFrame decode(
      ImageReader reader, MemoryCacheImageInputStream stream, String name) throws IOException {
    String format = reader.getFormatName().toLowerCase(Locale.ROOT);
    if (!FORMATS.contains(format)) {
      throw broken(name, "it is a " + format + " image, and frames must be JPEG or PNG", null);
    }
    reader.setInput(stream, true, true);
    long width = reader.getWidth(0);
    long height = reader.getHeight(0);
    if (width < 1 || height < 1 || width * height > LARGEST_PIXELS) {
      throw broken(
          name, "it claims to be " + width + " x " + height + " pixels, which is too large", null);
    }
    ImageReadParam param = reader.getDefaultReadParam();
    return frame(reader.read(0, param));
  }

  private static String detail(Exception e) {
    String message = e.getMessage();
    if (message == null || message.isBlank()) {
      return "";
    }
    return " (" + message.strip().replaceAll("\\s+", " ").replaceAll("\\.$", "") + ")";
  }

  private static DatasetException broken(String name, String why, Exception cause) {
    return new DatasetException(name + " cannot be read as a frame: " + why + ".", cause);
  }

  private static RgbFrame frame(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    byte[] rgb = new byte[3 * width * height];
    if (image.getColorModel() instanceof ComponentColorModel model) {
      Raster raster = image.getRaster();
      if (!copyBytes(raster, rgb)) {
        copySamples(raster, model, rgb);
      }
    } else {
      copyColors(image, rgb);
    }
    return new RgbFrame(width, height, rgb);
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

  private static void copySamples(Raster raster, ComponentColorModel model, byte[] rgb) {
    int bands = raster.getNumBands();
    boolean grey = model.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
    int bits = model.getComponentSize(0);
    int down = model.getTransferType() == DataBuffer.TYPE_USHORT ? bits - 8 : 0;
    int[] row = new int[bands * raster.getWidth()];
    int at = 0;
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getPixels(0, y, raster.getWidth(), 1, row);
      for (int pixel = 0; pixel < row.length; pixel += bands) {
        rgb[at++] = (byte) (row[pixel] >> down);
        rgb[at++] = (byte) (row[grey ? pixel : pixel + 1] >> down);
        rgb[at++] = (byte) (row[grey ? pixel : pixel + 2] >> down);
      }
    }
  }

  /** Palettes and packed pixels. */
  private static void copyColors(BufferedImage image, byte[] rgb) {
    int[] row = new int[image.getWidth()];
    int at = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      image.getRGB(0, y, row.length, 1, row, 0, row.length);
      for (int pixel : row) {
        rgb[at++] = (byte) (pixel >> 16);
        rgb[at++] = (byte) (pixel >> 8);
        rgb[at++] = (byte) pixel;
      }
    }
  }
}
