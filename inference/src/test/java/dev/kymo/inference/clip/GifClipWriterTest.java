package dev.kymo.inference.clip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.file.FileException;
import dev.kymo.inference.frame.FrameImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;

class GifClipWriterTest {
  @TempDir Path folder;

  private record Decoded(List<int[]> frames, List<Integer> delays, int width, int height) {}

  @Test
  void keepsFewColoursExactly() throws IOException {
    List<FrameImage> frames = TestClips.toy(32, 32, 16);
    Decoded decoded = decode(write(frames, ClipOptions.of(32, 32, 16)));
    assertEquals(16, decoded.frames().size());
    assertEquals(32, decoded.width());
    assertEquals(32, decoded.height());
    for (int k = 0; k < 16; k++) {
      assertArrayEquals(frames.get(k).argb(), decoded.frames().get(k), "frame " + k);
      assertEquals(4, decoded.delays().get(k));
    }
  }

  @Test
  void keepsOneColour() throws IOException {
    FrameImage flat = TestClips.frame(3, 2, (x, y) -> 0x102030);
    Decoded decoded = decode(write(List.of(flat), ClipOptions.of(3, 2, 1)));
    assertArrayEquals(flat.argb(), decoded.frames().get(0));
  }

  @Test
  void comesNearWithManyColours() throws IOException {
    List<FrameImage> frames = TestClips.waves(64, 64, 3);
    Decoded decoded = decode(write(frames, ClipOptions.of(64, 64, 3)));
    for (int k = 0; k < 3; k++) {
      double psnr = TestClips.psnr(frames.get(k).argb(), decoded.frames().get(k));
      assertTrue(psnr > 30, "frame " + k + ": " + psnr + " dB");
    }
  }

  @Test
  void keepsBlackBlackBesideManyColours() throws IOException {
    FrameImage waves = TestClips.waves(64, 64, 1).get(0);
    FrameImage half =
        TestClips.frame(64, 64, (x, y) -> x < 32 ? 0 : waves.argb()[64 * y + x] & 0xFFFFFF);
    int[] decoded = decode(write(List.of(half), ClipOptions.of(64, 64, 1))).frames().get(0);
    for (int i = 0; i < decoded.length; i++) {
      if (i % 64 < 32) {
        assertEquals(0xFF000000, decoded[i]);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"30, 100", "23.976, 100", "12.5, 7", "50, 3", "7, 70", "0.5, 3"})
  void spreadsDelaysSoThatTheRateIsExact(double fps, int count) throws IOException {
    List<FrameImage> frames = TestClips.toy(4, 4, count);
    Decoded decoded = decode(write(frames, ClipOptions.of(4, 4, count).withRate(fps)));
    double exact = 100 / FrameRate.of(fps).perSecond();
    int start = 0;
    for (int k = 0; k < count; k++) {
      assertEquals(k * exact, start, 0.5001, "start of frame " + k);
      start += decoded.delays().get(k);
    }
    assertEquals(count * exact, start, 0.5001);
  }

  @Test
  void loopsForEver() throws IOException {
    Path file = write(TestClips.toy(8, 8, 2), ClipOptions.of(8, 8, 2));
    String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
    assertTrue(bytes.contains("NETSCAPE2.0\3\1\0\0\0"));
  }

  @Test
  void refusesRatesThatBrowsersShowSlowly() {
    Path file = folder.resolve("fast.gif");
    ClipOptions options = ClipOptions.of(8, 8, 2).withRate(60);
    String message =
        assertThrows(FileException.class, () -> ClipWriters.open(ClipFormat.GIF, file, options))
            .getMessage();
    assertEquals(
        file
            + " cannot be written: a GIF shows at most 50 frames a second; choose a lower rate or"
            + " an MP4.",
        message);
    assertFalse(Files.exists(file));
  }

  @Test
  void packsEveryNumberOfColoursAndFillsTheTable() throws IOException {
    for (int colors : new int[] {1, 2, 3, 4, 5, 16, 17, 128, 129, 255, 256}) {
      FrameImage frame =
          TestClips.frame(97, 101, (x, y) -> (x * 7919 + y * y * 104_729 + x * y) % colors);
      Decoded decoded = decode(write(List.of(frame), ClipOptions.of(97, 101, 1)));
      assertArrayEquals(frame.argb(), decoded.frames().get(0), colors + " colours");
    }
  }

  @Test
  void endsBlocksWhereBytesEnd() throws IOException {
    // Every length up to past the first full block.
    for (int length = 1; length < 400; length++) {
      byte[] indices = new byte[length];
      for (int i = 0; i < length; i++) {
        indices[i] = (byte) (i * i % 251);
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      new LzwEncoder().encode(indices, 8, out);
      byte[] bytes = out.toByteArray();
      int at = 1;
      while (bytes[at] != 0) {
        at += 1 + (bytes[at] & 0xFF);
      }
      assertEquals(bytes.length - 1, at);
    }
  }

  private Path write(List<FrameImage> frames, ClipOptions options) throws IOException {
    Path file = folder.resolve("clip.gif");
    TestClips.write(ClipFormat.GIF, file, options, frames);
    return file;
  }

  private static Decoded decode(Path file) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    try (ImageInputStream stream = ImageIO.createImageInputStream(file.toFile())) {
      reader.setInput(stream);
      int count = reader.getNumImages(true);
      List<int[]> frames = new ArrayList<>();
      List<Integer> delays = new ArrayList<>();
      for (int k = 0; k < count; k++) {
        BufferedImage image = reader.read(k);
        int width = image.getWidth();
        frames.add(image.getRGB(0, 0, width, image.getHeight(), null, 0, width));
        Element root =
            (Element) reader.getImageMetadata(k).getAsTree("javax_imageio_gif_image_1.0");
        Element control = (Element) root.getElementsByTagName("GraphicControlExtension").item(0);
        delays.add(Integer.valueOf(control.getAttribute("delayTime")));
      }
      return new Decoded(frames, delays, reader.getWidth(0), reader.getHeight(0));
    } finally {
      reader.dispose();
    }
  }
}
