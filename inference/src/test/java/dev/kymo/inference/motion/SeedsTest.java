package dev.kymo.inference.motion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The values that every machine must draw: changing one changes everybody's clips. */
class SeedsTest {

  @Test
  void firstValuesArePinned() {
    assertArrayEquals(
        new float[] {-0.5935436f, 0.24024008f, -0.56923825f, -1.1376246f}, Seeds.content(0, 4));
    assertArrayEquals(
        new float[] {0.39078158f, 0.29203266f, 0.4368406f, -0.5917046f}, Seeds.motion(1042, 4));
    assertArrayEquals(
        new float[] {0.99110985f, 0.94621754f, 0.87812674f, -1.5678291f},
        Arrays.copyOf(Seeds.noise(-5, 3, 16), 4));
  }

  @Test
  void streamsAndSeedsAndLayersDiffer() {
    float[] content = Seeds.content(77, 512);
    assertNotEquals(content[0], Seeds.motion(77, 512)[0]);
    assertNotEquals(content[0], Seeds.content(78, 512)[0]);
    assertNotEquals(Seeds.noise(77, 0, 8)[0], Seeds.noise(77, 1, 8)[0]);
  }

  @Test
  void shorterVectorsAreStartsOfLongerOnes() {
    assertArrayEquals(Seeds.content(5, 7), Arrays.copyOf(Seeds.content(5, 100), 7));
  }

  @Test
  void valuesAreStandardNormal() {
    float[] values = Seeds.motion(3, 200_000);
    double mean = 0;
    double square = 0;
    for (float v : values) {
      mean += v / values.length;
      square += (double) v * v / values.length;
    }
    assertEquals(0, mean, 0.01);
    assertEquals(1, square, 0.01);
  }
}
