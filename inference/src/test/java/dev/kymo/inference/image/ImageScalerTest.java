package dev.kymo.inference.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ImageScalerTest {

  private static RgbFrame noise(int width, int height, long seed) {
    byte[] rgb = new byte[3 * width * height];
    new Random(seed).nextBytes(rgb);
    return new RgbFrame(width, height, rgb);
  }

  @Property(tries = 100)
  void squaresComeOutAsFromTheSquareResizer(
      @ForAll @IntRange(min = 1, max = 40) int from,
      @ForAll @IntRange(min = 1, max = 40) int to,
      @ForAll long seed) {
    RgbFrame image = noise(from, from, seed);
    byte[] expected = new SquareResizer(to).resize(image);
    byte[] scaled =
        new ImageScaler(new ImageSize(from, from), new ImageSize(to, to)).scale(image).rgb();
    assertArrayEquals(expected, scaled);
  }

  @Property(tries = 100)
  void oneColorStays(
      @ForAll @IntRange(min = 1, max = 30) int width,
      @ForAll @IntRange(min = 1, max = 30) int height,
      @ForAll @IntRange(min = 1, max = 30) int newWidth,
      @ForAll @IntRange(min = 1, max = 30) int newHeight) {
    byte[] rgb = new byte[3 * width * height];
    Arrays.fill(rgb, (byte) 201);
    RgbFrame scaled =
        new ImageScaler(new ImageSize(width, height), new ImageSize(newWidth, newHeight))
            .scale(new RgbFrame(width, height, rgb));
    assertEquals(newWidth, scaled.width());
    assertEquals(newHeight, scaled.height());
    for (byte value : scaled.rgb()) {
      assertEquals(201, value & 0xFF);
    }
  }

  @Test
  void anotherSizeIsRefused() {
    ImageScaler scaler = new ImageScaler(new ImageSize(4, 3), new ImageSize(8, 6));
    assertThrows(IllegalArgumentException.class, () -> scaler.scale(noise(3, 4, 1)));
  }
}
