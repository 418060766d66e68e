package dev.kymo.inference.footage.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PeriodogramTest {

  /** The definition, term by term, without the drift that is taken away. */
  private static double slow(float[][] clip, double f) {
    int frames = clip.length;
    double middle = (frames - 1) / 2.0;
    double mean = 0;
    double slope = 0;
    for (int n = 0; n < frames; n++) {
      mean += clip[n][0] / (double) frames;
      slope += 12 * (n - middle) * clip[n][0] / ((double) frames * frames * frames - frames);
    }
    double re = 0;
    double im = 0;
    double window = 0;
    for (int n = 0; n < frames; n++) {
      double h = Math.pow(Math.sin(Math.PI * (n + 0.5) / frames), 2);
      double x = h * (clip[n][0] - mean - slope * (n - middle));
      re += x * Math.cos(2 * Math.PI * f * n);
      im += x * Math.sin(2 * Math.PI * f * n);
      window += h * h;
    }
    return (re * re + im * im) / window;
  }

  @Property(tries = 40)
  void isItsDefinition(@ForAll @IntRange(min = 2, max = 150) int frames, @ForAll long seed) {
    Random random = new Random(seed);
    float[][] clip = new float[frames][1];
    for (float[] frame : clip) {
      frame[0] = 100 * random.nextFloat();
    }
    Periodogram periodogram = new Periodogram(frames);
    double[] power = periodogram.of(clip, 0);
    assertEquals(power.length, periodogram.size());
    for (int k = 0; k < power.length; k++) {
      assertEquals(slow(clip, periodogram.frequency(k)), power[k], 1e-3);
    }
    assertEquals(0.5, periodogram.frequency(power.length - 1), 1e-12);
  }

  @Test
  void theMeanOfNoiseIsItsVariance() {
    Random random = new Random(4);
    float[][] clip = new float[4000][1];
    for (float[] frame : clip) {
      frame[0] = (float) (3 * random.nextGaussian());
    }
    double mean = Arrays.stream(new Periodogram(4000).of(clip, 0)).average().orElseThrow();
    assertEquals(9, mean, 1);
  }

  @Test
  void aStraightLineHasNoPower() {
    float[][] clip = new float[50][1];
    for (int n = 0; n < 50; n++) {
      clip[n][0] = 7 + 2 * n;
    }
    for (double power : new Periodogram(50).of(clip, 0)) {
      assertTrue(power < 1e-9);
    }
    assertThrows(IllegalArgumentException.class, () -> new Periodogram(1));
  }
}
