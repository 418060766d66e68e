package dev.kymo.inference.carry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** A textured disk moves over a textured ground. */
class ExaggeratorTest {
  private static final int SIZE = 64;

  private static float[][] scene(double right, double lower) {
    float[][] planes = new float[3][SIZE * SIZE];
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE; x++) {
        double dx = x - 30 - right;
        double dy = y - 32 - lower;
        double inside = Math.max(0, Math.min(1, 14.5 - Math.hypot(dx, dy)));
        for (int c = 0; c < 3; c++) {
          double ground = 90 + 50 * Math.sin(0.35 * x + c) * Math.sin(0.3 * y + 2 * c);
          double disk = 150 + 60 * Math.sin(0.4 * dx + 2 * c) * Math.cos(0.45 * dy + c);
          planes[c][y * SIZE + x] = (float) (inside * disk + (1 - inside) * ground);
        }
      }
    }
    return planes;
  }

  private static double decibels(float[][] a, float[][] b, float[] trust) {
    double sum = 0;
    double weight = 0;
    for (int i = 0; i < trust.length; i++) {
      for (int c = 0; c < 3; c++) {
        double d = a[c][i] - b[c][i];
        sum += trust[i] * d * d;
        weight += trust[i];
      }
    }
    return 10 * Math.log10(255 * 255 * weight / sum);
  }

  @Test
  void motionIsCarriedOnWhereItIsTrusted() {
    float[][] rest = scene(0, 0);
    float[][] moved = scene(4, -2);
    float[][] truth = scene(6, -3);
    float[][] result = new float[3][SIZE * SIZE];
    float[] trust = new float[SIZE * SIZE];
    new Exaggerator(SIZE).exaggerate(rest, moved, 1.5, result, trust);
    double found = decibels(truth, result, trust);
    assertTrue(found > 28, found + " dB");
    assertTrue(found > decibels(truth, moved, trust) + 8, found + " dB");
    double trusted = 0;
    for (float one : trust) {
      trusted += one;
    }
    assertTrue(trusted > 0.85 * trust.length, trusted / trust.length + " is trusted");
  }

  @Test
  void withoutAGainNothingChanges() {
    float[][] moved = scene(3, 1);
    float[][] result = new float[3][SIZE * SIZE];
    new Exaggerator(SIZE).exaggerate(scene(0, 0), moved, 1, result, new float[SIZE * SIZE]);
    for (int c = 0; c < 3; c++) {
      assertArrayEquals(moved[c], result[c], 1e-3f);
    }
  }

  @Test
  void whatMotionDoesNotExplainIsNotTrusted() {
    float[][] rest = scene(0, 0);
    float[][] moved = scene(0, 0);
    for (int y = 20; y < 30; y++) {
      for (int x = 20; x < 30; x++) {
        moved[0][y * SIZE + x] = 255;
        moved[1][y * SIZE + x] = 0;
        moved[2][y * SIZE + x] = 255;
      }
    }
    float[] trust = new float[SIZE * SIZE];
    new Exaggerator(SIZE).exaggerate(rest, moved, 1.5, new float[3][SIZE * SIZE], trust);
    assertTrue(trust[25 * SIZE + 25] < 0.1, "in the middle " + trust[25 * SIZE + 25]);
    assertTrue(trust[50 * SIZE + 50] > 0.9, "elsewhere " + trust[50 * SIZE + 50]);
  }
}
