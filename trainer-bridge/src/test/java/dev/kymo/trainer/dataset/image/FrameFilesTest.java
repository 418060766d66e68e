package dev.kymo.trainer.dataset.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.image.RgbFrame;
import dev.kymo.trainer.dataset.DatasetException;
import dev.kymo.trainer.dataset.image.FrameEncoder.Format;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Encoding and decoding of single files. */
class FrameFilesTest {
  private final FrameDecoder decoder = new FrameDecoder();

  private static byte[] noise(int width, int height, long seed) {
    byte[] rgb = new byte[3 * width * height];
    new Random(seed).nextBytes(rgb);
    return rgb;
  }

  @Property(tries = 60)
  void pngKeepsEveryByte(
      @ForAll @IntRange(min = 1, max = 50) int width,
      @ForAll @IntRange(min = 1, max = 50) int height,
      @ForAll long seed)
      throws IOException {
    byte[] rgb = noise(width, height, seed);
    byte[] file = new FrameEncoder(Format.PNG, 95).encode(rgb, width, height);
    RgbFrame frame = decoder.decode(file, "x.png");
    assertEquals(width, frame.width());
    assertEquals(height, frame.height());
    assertArrayEquals(rgb, frame.rgb());
  }

  @Test
  void jpgIsCloseAndItsQualityCounts() throws IOException {
    byte[] rgb = new byte[3 * 64 * 64];
    for (int i = 0; i < 64 * 64; i++) {
      rgb[3 * i] = (byte) (128 + 100 * Math.sin(i % 64 / 9.0));
      rgb[3 * i + 1] = (byte) (i / 64 * 4);
      rgb[3 * i + 2] = (byte) (128 + 60 * Math.cos(i / 320.0));
    }
    byte[] fine = new FrameEncoder(Format.JPG, 95).encode(rgb, 64, 64);
    byte[] coarse = new FrameEncoder(Format.JPG, 20).encode(rgb, 64, 64);
    assertTrue(coarse.length < fine.length);
    byte[] decoded = decoder.decode(fine, "x.jpg").rgb();
    for (int i = 0; i < rgb.length; i++) {
      assertEquals(rgb[i] & 0xFF, decoded[i] & 0xFF, 8);
    }
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_BYTE_GRAY,
        BufferedImage.TYPE_USHORT_GRAY,
        BufferedImage.TYPE_BYTE_INDEXED,
        BufferedImage.TYPE_4BYTE_ABGR,
        BufferedImage.TYPE_3BYTE_BGR,
        BufferedImage.TYPE_INT_RGB
      })
  void allKindsOfPngAreRead(int type) throws IOException {
    BufferedImage image = new BufferedImage(3, 2, type);
    boolean grey = type == BufferedImage.TYPE_BYTE_GRAY || type == BufferedImage.TYPE_USHORT_GRAY;
    if (grey) {
      // By sample: setRGB would change it by a curve, and files mean their samples.
      image.getRaster().setSample(1, 1, 0, type == BufferedImage.TYPE_BYTE_GRAY ? 99 : 99 * 257);
    } else {
      // 0xCC and 0x33 are in the usual palette.
      image.setRGB(1, 1, 0xFFCC3300);
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    assertTrue(ImageIO.write(image, "png", file));
    byte[] rgb = decoder.decode(file.toByteArray(), "x.png").rgb();
    byte[] pixel = Arrays.copyOfRange(rgb, 12, 15);
    assertArrayEquals(grey ? new byte[] {99, 99, 99} : new byte[] {(byte) 0xCC, 0x33, 0}, pixel);
  }

  private DatasetException refused(byte[] file) {
    DatasetException refused =
        assertThrows(DatasetException.class, () -> decoder.decode(file, "dir/x.png"));
    assertTrue(refused.getMessage().startsWith("dir/x.png cannot be read"), refused.getMessage());
    assertTrue(refused.getMessage().endsWith("."), refused.getMessage());
    assertEquals(1, refused.getMessage().lines().count());
    return refused;
  }

  @Test
  void whatIsNoFrameIsASentence() throws IOException {
    assertTrue(refused(new byte[0]).getMessage().contains("empty"));
    assertTrue(
        refused("hello".getBytes(StandardCharsets.US_ASCII))
            .getMessage()
            .contains("no JPEG or PNG"));
    ByteArrayOutputStream gif = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB), "gif", gif);
    assertTrue(refused(gif.toByteArray()).getMessage().contains("gif"));
  }

  @Test
  void aSmallFileThatClaimsToBeHugeIsRefused() throws IOException {
    byte[] file = new FrameEncoder(Format.PNG, 95).encode(noise(2, 2, 1), 2, 2);
    ByteBuffer.wrap(file).putInt(16, 60_000).putInt(20, 60_000);
    CRC32 crc = new CRC32();
    crc.update(file, 12, 17);
    ByteBuffer.wrap(file).putInt(29, (int) crc.getValue());
    assertTrue(refused(file).getMessage().contains("60000 x 60000"));
  }

  @Property(tries = 400)
  void damagedFilesAreDecodedOrASentence(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 1) int kind) throws IOException {
    Format format = kind == 0 ? Format.PNG : Format.JPG;
    byte[] file = new FrameEncoder(format, 95).encode(noise(9, 7, seed), 9, 7);
    Random random = new Random(seed);
    for (int i = 0; i < 1 + random.nextInt(4); i++) {
      file[random.nextInt(file.length)] = (byte) random.nextInt();
    }
    if (random.nextInt(4) == 0) {
      file = Arrays.copyOf(file, random.nextInt(file.length));
    }
    try {
      RgbFrame frame = decoder.decode(file, "dir/x.png");
      assertTrue(frame.rgb().length > 0);
    } catch (DatasetException e) {
      assertTrue(e.getMessage().startsWith("dir/x.png cannot be read"), e.getMessage());
      assertEquals(1, e.getMessage().lines().count());
    }
  }

  @Test
  void namesTellFrames() {
    for (String name : new String[] {"a.png", "a.JPG", "b.c.jpeg", "0.Png"}) {
      assertTrue(FrameDecoder.isFrameName(name), name);
    }
    for (String name : new String[] {"png", ".png", "a.gif", "a.png.txt", ""}) {
      assertTrue(!FrameDecoder.isFrameName(name), name);
    }
  }
}
