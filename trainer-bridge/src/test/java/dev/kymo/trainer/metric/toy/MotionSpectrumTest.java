package dev.kymo.trainer.metric.toy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** The transform against its definition, the spectrum against what is known of sinusoids. */
class MotionSpectrumTest {

  @Property(tries = 60)
  void theFastTransformIsTheSlowOne(@ForAll @IntRange(max = 8) int bits, @ForAll long seed) {
    int n = 1 << bits;
    Random random = new Random(seed);
    double[] re = random.doubles(n, -1, 1).toArray();
    double[] im = random.doubles(n, -1, 1).toArray();
    double[] slowRe = new double[n];
    double[] slowIm = new double[n];
    for (int j = 0; j < n; j++) {
      for (int k = 0; k < n; k++) {
        double angle = -2 * Math.PI * ((long) j * k % n) / n;
        slowRe[j] += re[k] * Math.cos(angle) - im[k] * Math.sin(angle);
        slowIm[j] += re[k] * Math.sin(angle) + im[k] * Math.cos(angle);
      }
    }
    FourierTransform.inPlace(re, im);
    for (int j = 0; j < n; j++) {
      assertEquals(slowRe[j], re[j], 1e-10 * n);
      assertEquals(slowIm[j], im[j], 1e-10 * n);
    }
  }

  @Example
  void onlyPowersOfTwoAreTransformed() {
    assertThrows(
        IllegalArgumentException.class,
        () -> FourierTransform.inPlace(new double[6], new double[6]));
  }

  @Property(tries = 100)
  void thePowersAddUpToTheWindowedVariance(
      @ForAll @IntRange(min = 4, max = 100) int n, @ForAll long seed) {
    double[] y = new Random(seed).doubles(n, 0, 60).toArray();
    double[] w = new double[n];
    Arrays.setAll(w, k -> 0.5 - 0.5 * Math.cos(2 * Math.PI * (k + 0.5) / n));
    double sum = Arrays.stream(w).sum();
    double mean = 0;
    for (int k = 0; k < n; k++) {
      mean += w[k] * y[k] / sum;
    }
    double squares = 0;
    double variance = 0;
    for (int k = 0; k < n; k++) {
      squares += w[k] * w[k];
      variance += Math.pow(w[k] * (y[k] - mean), 2);
    }
    double[] power = MotionSpectrum.of(y, 0.125).power();
    assertEquals(variance / squares, Arrays.stream(power).sum(), 1e-9 * (1 + variance));
    assertEquals(0, power[0], 1e-9 * (1 + variance));
  }

  @Property(tries = 100)
  void aSinusoidLiesOnItsSideOfTheCut(
      @ForAll @DoubleRange(min = 1, max = 22) double frequency,
      @ForAll @DoubleRange(min = 0, max = 6.28) double phase) {
    double[] y = new double[64];
    Arrays.setAll(y, k -> 30 + 10 * Math.sin(frequency * k / 8 + phase));
    // Two steps of the spectrum away from the line a Hann window leaves less than a hundredth.
    BandPower above = MotionSpectrum.of(y, 0.125).split(Math.max(0.01, frequency - 2));
    BandPower below = MotionSpectrum.of(y, 0.125).split(frequency + 2);
    assertTrue(above.above() > 50 * above.below(), above + " for " + frequency);
    assertTrue(below.below() > 50 * below.above(), below + " for " + frequency);
    if (frequency > 2) {
      assertEquals(50, above.above() + above.below(), 2, "a sinusoid's variance is a^2 / 2");
    }
  }

  @Property(tries = 50)
  void whereTheObjectIsDoesNotMatter(@ForAll @DoubleRange(min = -50, max = 50) double shift) {
    double[] y = new Random(1).doubles(64, 0, 60).toArray();
    double[] moved = Arrays.stream(y).map(v -> v + shift).toArray();
    BandPower one = MotionSpectrum.of(y, 0.125).split(3);
    BandPower other = MotionSpectrum.of(moved, 0.125).split(3);
    assertEquals(one.below(), other.below(), 1e-9 * one.below());
    assertEquals(one.above(), other.above(), 1e-9 * one.above());
  }

  @Example
  void decibels() {
    BandPower change = new BandPower(10, 1).decibelsOver(new BandPower(100, 1));
    assertEquals(-10, change.below(), 1e-12);
    assertEquals(0, change.above(), 1e-12);
  }
}
