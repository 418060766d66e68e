package dev.kymo.inference.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SquareResizerTest {

  private static RgbFrame noise(int width, int height, long seed) {
    byte[] rgb = new byte[3 * width * height];
    new Random(seed).nextBytes(rgb);
    return new RgbFrame(width, height, rgb);
  }

  @Property(tries = 150)
  void agreesWithTheSlowReference(
      @ForAll @IntRange(min = 1, max = 40) int width,
      @ForAll @IntRange(min = 1, max = 40) int height,
      @ForAll @IntRange(min = 1, max = 24) int size,
      @ForAll long seed) {
    RgbFrame frame = noise(width, height, seed);
    byte[] fast = new SquareResizer(size).resize(frame);
    assertEquals(3 * size * size, fast.length);
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        for (int c = 0; c < 3; c++) {
          double slow = reference(frame, size, x, y, c);
          assertEquals(slow, fast[3 * (y * size + x) + c] & 0xFF, 0.502);
        }
      }
    }
  }

  /** The weighted mean over the whole frame, as the definition has it. */
  private static double reference(RgbFrame frame, int size, int x, int y, int channel) {
    int shorter = Math.min(frame.width(), frame.height());
    int newWidth = frame.width() * size / shorter;
    int newHeight = frame.height() * size / shorter;
    double stepX = (double) frame.width() / newWidth;
    double stepY = (double) frame.height() / newHeight;
    double centreX = ((newWidth - size) / 2 + x + 0.5) * stepX;
    double centreY = ((newHeight - size) / 2 + y + 0.5) * stepY;
    double sum = 0;
    double weights = 0;
    for (int v = 0; v < frame.height(); v++) {
      for (int u = 0; u < frame.width(); u++) {
        double weight =
            Math.max(0, 1 - Math.abs(u + 0.5 - centreX) / Math.max(1, stepX))
                * Math.max(0, 1 - Math.abs(v + 0.5 - centreY) / Math.max(1, stepY));
        weights += weight;
        sum += weight * (frame.rgb()[3 * (v * frame.width() + u) + channel] & 0xFF);
      }
    }
    return sum / weights;
  }

  @Test
  void aFrameOfTheRightSizeStaysAsItIs() {
    RgbFrame frame = noise(16, 16, 1);
    assertArrayEquals(frame.rgb(), new SquareResizer(16).resize(frame));
  }

  @Test
  void aWideFrameOfTheRightHeightIsOnlyCropped() {
    RgbFrame frame = noise(20, 16, 1);
    byte[] cropped = new SquareResizer(16).resize(frame);
    for (int y = 0; y < 16; y++) {
      assertArrayEquals(
          Arrays.copyOfRange(frame.rgb(), 3 * (20 * y + 2), 3 * (20 * y + 18)),
          Arrays.copyOfRange(cropped, 48 * y, 48 * y + 48));
    }
  }

  @Test
  void flatColoursStayFlat() {
    byte[] rgb = new byte[3 * 91 * 57];
    Arrays.fill(rgb, (byte) 200);
    for (byte value : new SquareResizer(13).resize(new RgbFrame(91, 57, rgb))) {
      assertEquals(200, value & 0xFF);
    }
  }

  @Test
  void manySizesDoNotFillTheMemory() {
    SquareResizer resizer = new SquareResizer(2);
    for (int width = 3; width < 600; width++) {
      assertTrue(resizer.resize(noise(width, 3, width)).length == 12);
    }
  }
}
