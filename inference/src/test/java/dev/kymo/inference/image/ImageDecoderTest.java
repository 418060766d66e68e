package dev.kymo.inference.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.file.FileException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Images come out as they are meant to be seen, and what was done to them is told. */
class ImageDecoderTest {
  private final ImageDecoder decoder = new ImageDecoder();

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = ImageDecoderTest.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }

  private static byte[] file(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertTrue(ImageIO.write(image, format, out));
    return out.toByteArray();
  }

  private static BufferedImage plain(int rgb) {
    BufferedImage image = new BufferedImage(24, 16, BufferedImage.TYPE_3BYTE_BGR);
    for (int y = 0; y < 16; y++) {
      for (int x = 0; x < 24; x++) {
        image.setRGB(x, y, rgb);
      }
    }
    return image;
  }

  /** A JPEG of four samples that are the same everywhere, after the given segments. */
  private static byte[] four(int[] samples, byte[]... segments) throws IOException {
    WritableRaster raster = Raster.createInterleavedRaster(0, 16, 16, 4, null);
    for (int y = 0; y < 16; y++) {
      for (int x = 0; x < 16; x++) {
        raster.setPixel(x, y, samples);
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.write(null, new IIOImage(raster, null, null), null);
    } finally {
      writer.dispose();
    }
    return after(out.toByteArray(), segments);
  }

  /** Puts segments behind the start of a JPEG file. */
  private static byte[] after(byte[] jpeg, byte[]... segments) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(jpeg, 0, 2);
    for (byte[] segment : segments) {
      out.write(segment);
    }
    out.write(jpeg, 2, jpeg.length - 2);
    return out.toByteArray();
  }

  private static byte[] segment(int marker, byte[]... parts) throws IOException {
    ByteArrayOutputStream payload = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      payload.write(part);
    }
    ByteBuffer out = ByteBuffer.allocate(payload.size() + 4);
    out.put((byte) 0xFF).put((byte) marker).putShort((short) (payload.size() + 2));
    return out.put(payload.toByteArray()).array();
  }

  private static byte[] adobe(int transform) throws IOException {
    return segment(
        0xEE, new byte[] {'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, (byte) transform});
  }

  private static byte[] icc(byte[] profile) throws IOException {
    byte[] mark = "ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII);
    return segment(0xE2, mark, new byte[] {1, 1}, profile);
  }

  /** EXIF with an orientation. */
  private static byte[] tiff(boolean little, int orientation) {
    ByteBuffer data = ByteBuffer.allocate(26);
    data.order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    data.put((byte) (little ? 'I' : 'M')).put((byte) (little ? 'I' : 'M')).putShort((short) 42);
    data.putInt(8).putShort((short) 1);
    data.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation);
    return data.array();
  }

  private static byte[] chunk(String type, byte[] content) {
    ByteBuffer out = ByteBuffer.allocate(content.length + 12);
    out.putInt(content.length).put(type.getBytes(StandardCharsets.US_ASCII)).put(content);
    CRC32 crc = new CRC32();
    crc.update(out.array(), 4, content.length + 4);
    return out.putInt((int) crc.getValue()).array();
  }

  /** Puts chunks behind a PNG file's header. */
  private static byte[] png(BufferedImage image, byte[]... chunks) throws IOException {
    byte[] png = file(image, "png");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(png, 0, 33);
    for (byte[] chunk : chunks) {
      out.write(chunk);
    }
    out.write(png, 33, png.length - 33);
    return out.toByteArray();
  }

  private static byte[] iccp(byte[] profile) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(new byte[] {'p', 0, 0});
    try (DeflaterOutputStream deflated = new DeflaterOutputStream(out)) {
      deflated.write(profile);
    }
    return chunk("iCCP", out.toByteArray());
  }

  private static void assertColor(DecodedImage image, int red, int green, int blue, int within) {
    byte[] rgb = image.frame().rgb();
    for (int at = 0; at < rgb.length; at += 3) {
      assertEquals(red, rgb[at] & 0xFF, within);
      assertEquals(green, rgb[at + 1] & 0xFF, within);
      assertEquals(blue, rgb[at + 2] & 0xFF, within);
    }
  }

  @Test
  void cmykOfAPhotoEditorIsInItsColors() throws IOException {
    DecodedImage image = decoder.decode(resource("cmyk.jpg"), "cmyk.jpg");
    assertEquals(Set.of(ImageConversion.CMYK), image.conversions());
    byte[] rgb = image.frame().rgb();
    for (int at = 0; at < 3 * 64 * 4; at += 3) {
      assertEquals(250, rgb[at] & 0xFF, 5);
      assertEquals(249, rgb[at + 1] & 0xFF, 5);
      assertEquals(0, rgb[at + 2] & 0xFF, 5);
    }
  }

  @Test
  void inksAreReadWithAndWithoutAdobesMark() throws IOException {
    // C 20, M 220, Y 120, K 10 of 255.
    DecodedImage bare = decoder.decode(four(new int[] {20, 220, 120, 10}), "x");
    assertColor(bare, 226, 34, 130, 4);
    DecodedImage inverted = decoder.decode(four(new int[] {235, 35, 135, 245}, adobe(0)), "x");
    assertColor(inverted, 226, 34, 130, 4);
    // The complements of C, M, Y as YCbCr: R 235, G 35, B 135.
    int luma = (int) Math.round(0.299 * 235 + 0.587 * 35 + 0.114 * 135);
    int cb = (int) Math.round(128 + 0.564 * (135 - luma));
    int cr = (int) Math.round(128 + 0.713 * (235 - luma));
    DecodedImage ycck = decoder.decode(four(new int[] {luma, cb, cr, 245}, adobe(2)), "x");
    assertColor(ycck, 226, 34, 130, 6);
    assertEquals(Set.of(ImageConversion.CMYK), ycck.conversions());
  }

  @Test
  void phonesPhotosAreUpright() throws IOException {
    DecodedImage image = decoder.decode(resource("exif-6.jpg"), "exif-6.jpg");
    assertEquals(64, image.frame().width());
    assertEquals(96, image.frame().height());
    assertEquals(Set.of(ImageConversion.TURNED), image.conversions());
  }

  @ParameterizedTest
  @CsvSource({
    "1,abcdef",
    "2,cbafed",
    "3,fedcba",
    "4,defabc",
    "5,adbecf",
    "6,daebfc",
    "7,fcebda",
    "8,cfbead"
  })
  void everyOrientationIsTurnedUpright(int orientation, String expected) throws IOException {
    // Rows abc and def.
    BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_3BYTE_BGR);
    for (int i = 0; i < 6; i++) {
      image.setRGB(i % 3, i / 3, 0xFF000000 | ('a' + i));
    }
    for (boolean little : new boolean[] {true, false}) {
      byte[] file = png(image, chunk("eXIf", tiff(little, orientation)));
      RgbFrame frame = decoder.decode(file, "x.png").frame();
      StringBuilder found = new StringBuilder();
      for (int at = 2; at < frame.rgb().length; at += 3) {
        found.append((char) frame.rgb()[at]);
      }
      assertEquals(expected, found.toString());
      assertEquals(orientation >= 5 ? 2 : 3, frame.width());
    }
  }

  @Test
  void orientationOfJpegComesFromExif() throws IOException {
    byte[] exif = {'E', 'x', 'i', 'f', 0, 0};
    byte[] file = after(file(plain(0xFF336699), "jpeg"), segment(0xE1, exif, tiff(false, 8)));
    DecodedImage image = decoder.decode(file, "x.jpg");
    assertEquals(16, image.frame().width());
    assertColor(image, 0x33, 0x66, 0x99, 3);
  }

  @Test
  void profilesAreAppliedAndTold() throws IOException {
    byte[] linear = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
    // A linear 0.2 is 0.485 in sRGB.
    DecodedImage png = decoder.decode(png(plain(0xFF333333), iccp(linear)), "x.png");
    assertColor(png, 124, 124, 124, 2);
    assertEquals(Set.of(ImageConversion.PROFILE), png.conversions());
    byte[] jpeg = after(file(plain(0xFF333333), "jpeg"), icc(linear));
    assertColor(decoder.decode(jpeg, "x.jpg"), 124, 124, 124, 3);
    byte[] grey = ICC_Profile.getInstance(ColorSpace.CS_GRAY).getData();
    BufferedImage one = new BufferedImage(5, 4, BufferedImage.TYPE_BYTE_GRAY);
    Arrays.fill(((DataBufferByte) one.getRaster().getDataBuffer()).getData(), (byte) 51);
    assertColor(decoder.decode(png(one, iccp(grey)), "x.png"), 124, 124, 124, 2);
  }

  @Test
  void aProfileOfSrgbChangesNothing() throws IOException {
    byte[] srgb = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
    DecodedImage image = decoder.decode(png(plain(0xFF123456), iccp(srgb)), "x.png");
    assertColor(image, 0x12, 0x34, 0x56, 0);
    assertEquals(Set.of(), image.conversions());
  }

  @Test
  void aDamagedProfileIsPassedOverAndTold() throws IOException {
    byte[] broken = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
    Arrays.fill(broken, 128, broken.length, (byte) 7);
    for (byte[] profile : new byte[][] {broken, new byte[9], new byte[0]}) {
      DecodedImage image = decoder.decode(png(plain(0xFF123456), iccp(profile)), "x.png");
      assertColor(image, 0x12, 0x34, 0x56, 0);
      assertEquals(Set.of(ImageConversion.PROFILE_IGNORED), image.conversions());
      byte[] jpeg = after(file(plain(0xFF808080), "jpeg"), icc(profile));
      if (profile.length > 0) {
        assertEquals(
            Set.of(ImageConversion.PROFILE_IGNORED), decoder.decode(jpeg, "x.jpg").conversions());
      }
    }
  }

  @Test
  void whatIsTransparentLiesOnBlack() throws IOException {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_4BYTE_ABGR);
    image.setRGB(0, 0, 0x80C86432);
    image.setRGB(1, 0, 0xFF010203);
    DecodedImage decoded = decoder.decode(file(image, "png"), "x.png");
    assertArrayEquals(new byte[] {100, 50, 25, 1, 2, 3}, decoded.frame().rgb());
    assertEquals(Set.of(ImageConversion.ALPHA), decoded.conversions());
    image.setRGB(0, 0, 0xFFC86432);
    assertEquals(Set.of(), decoder.decode(file(image, "png"), "x.png").conversions());
  }

  @Test
  void sixteenBitsAreRoundedToEight() throws IOException {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY);
    image.getRaster().setSample(0, 0, 0, 65535);
    image.getRaster().setSample(1, 0, 0, 100 * 257 + 200);
    DecodedImage decoded = decoder.decode(file(image, "png"), "x.png");
    assertArrayEquals(
        new byte[] {(byte) 255, (byte) 255, (byte) 255, 101, 101, 101}, decoded.frame().rgb());
    assertEquals(Set.of(ImageConversion.DEPTH), decoded.conversions());
  }

  @Test
  void colorsDoNotDependOnDescriptions() throws IOException {
    // Java takes three components without JFIF and subsampling for RGB; they are YCbCr.
    byte[] jpeg = file(plain(0xFFD02040), "jpeg");
    int jfif = 4 + (((jpeg[4] & 0xFF) << 8) | (jpeg[5] & 0xFF));
    byte[] bare = new byte[jpeg.length - jfif + 2];
    System.arraycopy(jpeg, 0, bare, 0, 2);
    System.arraycopy(jpeg, jfif, bare, 2, jpeg.length - jfif);
    assertEquals(0xE0, jpeg[3] & 0xFF);
    assertColor(decoder.decode(bare, "x.jpg"), 0xD0, 0x20, 0x40, 4);
  }

  @Property(tries = 40)
  void aFileThatIsCutShortIsNamed(@ForAll @IntRange(min = 1, max = 99) int percent)
      throws IOException {
    byte[] noise = new byte[3 * 64 * 64];
    new Random(percent).nextBytes(noise);
    BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_3BYTE_BGR);
    image.getRaster().setDataElements(0, 0, 64, 64, noise);
    for (String format : new String[] {"jpeg", "png"}) {
      byte[] whole = file(image, format);
      byte[] part = Arrays.copyOf(whole, whole.length * percent / 100);
      FileException refused =
          assertThrows(FileException.class, () -> decoder.decode(part, "dir/x"), format);
      assertTrue(refused.getMessage().startsWith("dir/x cannot be read"), refused.getMessage());
      assertEquals(1, refused.getMessage().lines().count());
    }
  }

  private static byte[] noisyJpeg() throws IOException {
    byte[] noise = new byte[3 * 64 * 64];
    new Random(1).nextBytes(noise);
    BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_3BYTE_BGR);
    image.getRaster().setDataElements(0, 0, 64, 64, noise);
    return file(image, "jpeg");
  }

  @Test
  void anEndThatIsNotMarkedLosesNothing() throws IOException {
    byte[] whole = noisyJpeg();
    byte[] unmarked = Arrays.copyOf(whole, whole.length - 2);
    assertArrayEquals(
        decoder.decode(whole, "x").frame().rgb(), decoder.decode(unmarked, "x").frame().rgb());
  }

  @Test
  void damageWithinPixelsIsNamed() throws IOException {
    byte[] file = noisyJpeg();
    file[800] ^= 0x55;
    assertTrue(
        assertThrows(FileException.class, () -> decoder.decode(file, "x"))
            .getMessage()
            .contains("the image is damaged"));
  }

  @Property(tries = 300)
  void mutatedFilesAreReadOrASentence(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
    byte[] exif = {'E', 'x', 'i', 'f', 0, 0};
    byte[] file =
        switch (random.nextInt(3)) {
          case 0 -> png(plain(0xFF405060), iccp(profile), chunk("eXIf", tiff(true, 5)));
          case 1 ->
              after(
                  file(plain(0xFF405060), "jpeg"),
                  icc(profile),
                  segment(0xE1, exif, tiff(false, 6)));
          default -> four(new int[] {1, 2, 3, 4}, adobe(2), icc(profile));
        };
    for (int i = 0; i < 1 + random.nextInt(5); i++) {
      file[random.nextInt(file.length)] = (byte) random.nextInt();
    }
    try {
      RgbFrame frame = decoder.decode(file, "dir/x").frame();
      assertTrue(frame.rgb().length > 0);
    } catch (FileException e) {
      assertTrue(e.getMessage().startsWith("dir/x cannot be read"), e.getMessage());
      assertEquals(1, e.getMessage().lines().count());
    }
  }
}
