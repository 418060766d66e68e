package dev.kymo.inference.carry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.image.RgbFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Flow between two pictures. */
class OpticalFlowTest {
  private static final int SIZE = 96;

  private static float[][] planes(RgbFrame frame) {
    float[][] planes = new float[3][SIZE * SIZE];
    for (int i = 0; i < SIZE * SIZE; i++) {
      for (int c = 0; c < 3; c++) {
        planes[c][i] = frame.rgb()[3 * i + c] & 0xFF;
      }
    }
    return planes;
  }

  @ParameterizedTest
  @CsvSource({"0.2, -0.4, 0.03", "2.6, 1.7, 0.05", "-7, 4, 0.15"})
  void findsHowFarATextureMoved(double dx, double dy, double within) {
    float[] across = new float[SIZE * SIZE];
    float[] down = new float[SIZE * SIZE];
    new OpticalFlow(SIZE, 3, 25)
        .solve(
            planes(CarryFrames.texture(SIZE, SIZE, dx, dy)),
            planes(CarryFrames.texture(SIZE, SIZE, 0, 0)),
            across,
            down);
    double error = 0;
    int count = 0;
    for (int y = 16; y < SIZE - 16; y++) {
      for (int x = 16; x < SIZE - 16; x++) {
        error += Math.hypot(across[y * SIZE + x] + dx, down[y * SIZE + x] + dy);
        count++;
      }
    }
    assertTrue(error / count < within, "off by " + error / count);
  }

  @Test
  void picturesThatAreAlikeHaveNone() {
    float[][] picture = planes(CarryFrames.noise(SIZE, SIZE, 3));
    float[] across = new float[SIZE * SIZE];
    float[] down = new float[SIZE * SIZE];
    new OpticalFlow(SIZE, 3, 25).solve(picture, picture, across, down);
    for (int i = 0; i < SIZE * SIZE; i++) {
      assertEquals(0, across[i], 1e-6);
      assertEquals(0, down[i], 1e-6);
    }
  }

  @Test
  void whatWasSolvedBeforeLeavesNoTrace() {
    float[][] target = planes(CarryFrames.texture(SIZE, SIZE, 2.6, 1.7));
    float[][] source = planes(CarryFrames.texture(SIZE, SIZE, 0, 0));
    float[] across = new float[SIZE * SIZE];
    float[] down = new float[SIZE * SIZE];
    new OpticalFlow(SIZE, 3, 25).solve(target, source, across, down);
    OpticalFlow used = new OpticalFlow(SIZE, 3, 25);
    float[] again = new float[SIZE * SIZE];
    used.solve(planes(CarryFrames.noise(SIZE, SIZE, 3)), source, again, new float[SIZE * SIZE]);
    used.solve(target, source, again, new float[SIZE * SIZE]);
    assertArrayEquals(across, again);
  }

  @Test
  void extremePicturesGiveFiniteFlow() {
    float[][] black = planes(CarryFrames.plain(SIZE, SIZE, 0));
    float[][] noise = planes(CarryFrames.noise(SIZE, SIZE, 9));
    float[] across = new float[SIZE * SIZE];
    float[] down = new float[SIZE * SIZE];
    OpticalFlow flow = new OpticalFlow(SIZE, 3, 25);
    flow.solve(noise, black, across, down);
    flow.solve(planes(CarryFrames.noise(SIZE, SIZE, 10)), noise, across, down);
    for (int i = 0; i < SIZE * SIZE; i++) {
      assertTrue(Float.isFinite(across[i]) && Float.isFinite(down[i]));
    }
  }
}
