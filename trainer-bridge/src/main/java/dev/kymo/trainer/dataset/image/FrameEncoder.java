package dev.kymo.trainer.dataset.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Encodes RGB frames as PNG or JPEG. Safe for use by several threads.
 *
 * <p>PNG is written here rather than by ImageIO, which takes several times as long for small
 * frames, and a toy dataset has hundreds of thousands of them.
 */
public final class FrameEncoder {
  private static final String JPG_METADATA = "javax_imageio_jpeg_image_1.0";
  private static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final int PNG_FAST = 3;

  private final Format format;
  private final int quality;

  /** The two kinds of files. */
  public enum Format {
    /** Without loss. */
    PNG,
    /** Lossy, colour at full resolution. */
    JPG;

    /** The ending of file names, without the dot. */
    public String ending() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * An encoder.
   *
   * @param format of the files
   * @param quality of JPEG, 1 to 100; PNG ignores it
   */
  public FrameEncoder(Format format, int quality) {
    if (quality < 1 || quality > 100) {
      throw new IllegalArgumentException("The quality must be 1 to 100, not " + quality + ".");
    }
    this.format = format;
    this.quality = quality;
  }

  /** The kind of files that it makes. */
  public Format format() {
    return format;
  }

  /** Encodes (height, width, 3) RGB, row-major. */
  public byte[] encode(byte[] rgb, int width, int height) throws IOException {
    if (rgb.length != 3L * width * height) {
      throw new IllegalArgumentException(
          rgb.length + " bytes do not make a frame of " + width + " x " + height + ".");
    }
    return format == Format.PNG ? png(rgb, width, height) : jpg(rgb, width, height);
  }

  private static byte[] png(byte[] rgb, int width, int height) {
    int row = 3 * width;
    byte[] raw = new byte[(row + 1) * height];
    for (int y = 0; y < height; y++) {
      // Filter 2: the difference to the row above, which makes flat areas zeros.
      int at = y * (row + 1);
      raw[at] = 2;
      for (int i = 0; i < row; i++) {
        int above = y == 0 ? 0 : rgb[(y - 1) * row + i];
        raw[at + 1 + i] = (byte) (rgb[y * row + i] - above);
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    out.writeBytes(PNG_SIGNATURE);
    // 8 bits a channel, colour type 2 (RGB), the only compression and filters, not interlaced.
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    header.put((byte) 8).put((byte) 2).put((byte) 0).put((byte) 0).put((byte) 0);
    chunk(out, "IHDR", header.array(), 13);
    byte[] packed = deflate(raw);
    chunk(out, "IDAT", packed, packed.length);
    chunk(out, "IEND", new byte[0], 0);
    return out.toByteArray();
  }

  private static byte[] deflate(byte[] raw) {
    Deflater deflater = new Deflater(PNG_FAST);
    try {
      deflater.setInput(raw);
      deflater.finish();
      ByteArrayOutputStream packed = new ByteArrayOutputStream(1024);
      byte[] part = new byte[8192];
      while (!deflater.finished()) {
        packed.write(part, 0, deflater.deflate(part));
      }
      return packed.toByteArray();
    } finally {
      deflater.end();
    }
  }

  private static void chunk(ByteArrayOutputStream out, String type, byte[] data, int length) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data, 0, length);
    out.writeBytes(ByteBuffer.allocate(4).putInt(length).array());
    out.writeBytes(name);
    out.write(data, 0, length);
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }

  private byte[] jpg(byte[] rgb, int width, int height) throws IOException {
    BufferedImage image = wrap(rgb, width, height);
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(stream);
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(quality / 100f);
      writer.write(null, new IIOImage(image, null, fullChroma(writer, param, image)), param);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** JPEG metadata that asks for colour at full resolution: small frames show the difference. */
  private static IIOMetadata fullChroma(
      ImageWriter writer, ImageWriteParam param, BufferedImage image) throws IOException {
    IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), param);
    Element root = (Element) metadata.getAsTree(JPG_METADATA);
    NodeList components = root.getElementsByTagName("componentSpec");
    for (int i = 0; i < components.getLength(); i++) {
      Element component = (Element) components.item(i);
      component.setAttribute("HsamplingFactor", "1");
      component.setAttribute("VsamplingFactor", "1");
    }
    metadata.setFromTree(JPG_METADATA, root);
    return metadata;
  }

  private static BufferedImage wrap(byte[] rgb, int width, int height) {
    int[] order = {0, 1, 2};
    DataBufferByte data = new DataBufferByte(rgb, rgb.length);
    WritableRaster raster =
        Raster.createInterleavedRaster(data, width, height, 3 * width, 3, order, null);
    ColorSpace space = ColorSpace.getInstance(ColorSpace.CS_sRGB);
    ComponentColorModel colors =
        new ComponentColorModel(space, false, false, BufferedImage.OPAQUE, DataBuffer.TYPE_BYTE);
    return new BufferedImage(colors, raster, false, null);
  }
}
