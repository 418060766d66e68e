package dev.kymo.trainer.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Known values of SSIM. */
class StructuralSimilarityTest {
  private static final int SIZE = 16;

  @Test
  void equalImagesAreOne() {
    assertEquals(1, StructuralSimilarity.of(SIZE, shifted(0), bytes()), 1e-12);
  }

  @Test
  void flatImagesDifferByTheirMeansAlone() {
    int[] shown = new int[3 * SIZE * SIZE];
    byte[] truth = new byte[shown.length];
    java.util.Arrays.fill(shown, 100);
    java.util.Arrays.fill(truth, (byte) 120);
    double c1 = (0.01 * 255) * (0.01 * 255);
    double expected = (2 * 100 * 120 + c1) / (100 * 100 + 120 * 120 + c1);
    assertEquals(expected, StructuralSimilarity.of(SIZE, shown, truth), 1e-9);
  }

  @Test
  void structureCountsForMoreThanBrightness() {
    int[] brighter = shifted(10);
    int[] still = new int[3 * SIZE * SIZE];
    java.util.Arrays.fill(still, 127);
    double light = StructuralSimilarity.of(SIZE, brighter, bytes());
    assertTrue(light > 0.9, "brighter by ten: " + light);
    assertTrue(StructuralSimilarity.of(SIZE, still, bytes()) < 0.1);
  }

  private static int level(int i) {
    int pixel = i / 3;
    return 64 + 127 * ((pixel % SIZE / 2 + pixel / SIZE / 2) % 2);
  }

  private static int[] shifted(int by) {
    int[] out = new int[3 * SIZE * SIZE];
    for (int i = 0; i < out.length; i++) {
      out[i] = level(i) + by;
    }
    return out;
  }

  private static byte[] bytes() {
    byte[] out = new byte[3 * SIZE * SIZE];
    for (int i = 0; i < out.length; i++) {
      out[i] = (byte) level(i);
    }
    return out;
  }
}
