package dev.kymo.inference.clip;

import dev.kymo.inference.frame.FrameImage;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferInt;
import java.awt.image.DataBufferUShort;
import java.awt.image.DirectColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Encodes single images as PNG or JPEG. */
final class ImageEncoder {
  private static final float JPG_QUALITY = 0.95f;
  private static final String JPG_METADATA = "javax_imageio_jpeg_image_1.0";
  private static final int[] RGB_MASKS = {0xFF0000, 0xFF00, 0xFF};

  private final String ending;

  private final boolean deep;

  private ImageEncoder(String ending, boolean deep) {
    this.ending = ending;
    this.deep = deep;
  }

  static ImageEncoder png() {
    return new ImageEncoder("png", false);
  }

  /** PNG with 16 bits a channel: the levels times 257, so that white stays white. */
  static ImageEncoder png16() {
    return new ImageEncoder("png", true);
  }

  static ImageEncoder jpg() {
    return new ImageEncoder("jpg", false);
  }

  /** The ending of file names, without the dot. */
  String ending() {
    return ending;
  }

  byte[] encode(FrameImage frame) throws IOException {
    BufferedImage image = deep ? deep(frame) : wrap(frame);
    ImageWriter writer = ImageIO.getImageWritersByFormatName(ending).next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(stream);
      ImageWriteParam param = writer.getDefaultWriteParam();
      IIOMetadata metadata = null;
      if (ending.equals("jpg")) {
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionQuality(JPG_QUALITY);
        metadata = fullChroma(writer, param, image);
      }
      writer.write(null, new IIOImage(image, null, metadata), param);
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

  private static BufferedImage deep(FrameImage frame) {
    short[] samples = new short[3 * frame.argb().length];
    int at = 0;
    for (int pixel : frame.argb()) {
      samples[at++] = (short) ((pixel >> 16 & 0xFF) * 257);
      samples[at++] = (short) ((pixel >> 8 & 0xFF) * 257);
      samples[at++] = (short) ((pixel & 0xFF) * 257);
    }
    WritableRaster raster =
        Raster.createInterleavedRaster(
            new DataBufferUShort(samples, samples.length),
            frame.width(),
            frame.height(),
            3 * frame.width(),
            3,
            new int[] {0, 1, 2},
            null);
    ComponentColorModel colors =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            false,
            false,
            Transparency.OPAQUE,
            DataBuffer.TYPE_USHORT);
    return new BufferedImage(colors, raster, false, null);
  }

  private static BufferedImage wrap(FrameImage frame) {
    DataBufferInt data = new DataBufferInt(frame.argb(), frame.argb().length);
    WritableRaster raster =
        Raster.createPackedRaster(
            data, frame.width(), frame.height(), frame.width(), RGB_MASKS, null);
    DirectColorModel colors = new DirectColorModel(24, RGB_MASKS[0], RGB_MASKS[1], RGB_MASKS[2]);
    return new BufferedImage(colors, raster, false, null);
  }
}
