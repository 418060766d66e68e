package dev.kymo.inference.footage.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.clip.FrameRate;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MotionSpectrumTest {
  private static final int CELLS = MotionSpectrum.CELLS * MotionSpectrum.CELLS;

  /** Every second cell swings; the others rest. */
  private static float[][] wave(int frames, double cyclesPerFrame, double noise, long seed) {
    Random random = new Random(seed);
    float[][] clip = new float[frames][CELLS];
    for (int n = 0; n < frames; n++) {
      for (int cell = 0; cell < CELLS; cell++) {
        double swing = cell % 2 * 30 * Math.sin(2 * Math.PI * cyclesPerFrame * n + 0.1 * cell);
        clip[n][cell] = (float) (120 + swing + noise * random.nextGaussian());
      }
    }
    return clip;
  }

  @Property(tries = 80)
  void aSingleFrequencyIsFound(
      @ForAll @DoubleRange(min = 0.06, max = 0.42) double cyclesPerFrame,
      @ForAll @IntRange(min = 32, max = 200) int frames,
      @ForAll @DoubleRange(min = 0, max = 2) double noise) {
    MotionSpectrum spectrum = MotionSpectrum.of(wave(frames, cyclesPerFrame, noise, frames), 25);
    double hertz = 25 * cyclesPerFrame;
    // A Hann window spreads a frequency over two steps of resolution to either side.
    double spread = 2.1 * spectrum.resolution();
    assertEquals(hertz, spectrum.changeBelowHz(0.5), 0.3 * spectrum.resolution());
    assertTrue(spectrum.highestHz() > hertz - 0.2, "reaches it");
    // Single bins of noise stand out now and then; without noise there is nothing else.
    double most = noise < 0.01 ? hertz + 2 * spread + 0.5 : 12.5;
    assertTrue(spectrum.highestHz() <= most, spectrum.highestHz() + " Hz of " + hertz);
    assertEquals(30 / Math.sqrt(2), spectrum.motionLevels(), 5);
  }

  @Property(tries = 30)
  void sharesAreParts(@ForAll @IntRange(min = 2, max = 100) int frames, @ForAll long seed) {
    MotionSpectrum spectrum = MotionSpectrum.of(wave(frames, 0.2, 3, seed), 30);
    double sum = 0;
    for (int k = 0; k < spectrum.size(); k++) {
      assertTrue(spectrum.share(k) >= 0);
      sum += spectrum.share(k);
    }
    assertEquals(spectrum.moves() ? 1 : 0, sum, 1e-9);
    assertEquals(15, spectrum.hertz(spectrum.size() - 1), 1e-9);
    assertTrue(spectrum.highestHz() > 0 && spectrum.highestHz() <= 15);
  }

  @Test
  void aRestingPictureDoesNotMove() {
    MotionSpectrum spectrum = MotionSpectrum.of(wave(64, 0, 0, 1), 25);
    assertFalse(spectrum.moves());
    assertEquals(0, spectrum.motionLevels());
  }

  @Test
  void driftIsNoFastMotion() {
    float[][] clip = new float[48][CELLS];
    for (int n = 0; n < 48; n++) {
      for (int cell = 0; cell < CELLS; cell++) {
        clip[n][cell] = 60 + n;
      }
    }
    assertFalse(MotionSpectrum.of(clip, 25).moves());
  }

  @ParameterizedTest
  @CsvSource({"48,0", "64,0", "64,3", "64,10", "128,0", "128,3", "128,10"})
  void theMouthOfAPuppetIsReached(int frames, double noise) {
    FrameRate rate = new FrameRate(25, 1);
    ClipAnalysis found = DrawnClips.analyze(DrawnClips.puppet(25), frames, rate, noise);
    // The mouth is a hundredth of the picture and opens at 3.7 and 5.1 Hz.
    assertTrue(found.highestHz() > 4.9 && found.highestHz() < 11.5, found.toString());
    assertTrue(found.crossoversHz().get(0) > 0.45 && found.crossoversHz().get(1) < 3.7);
  }

  @Test
  void shortClipsReachTheMouthToo() {
    FrameRate rate = new FrameRate(25, 1);
    for (double noise : new double[] {0, 3}) {
      ClipAnalysis found = DrawnClips.analyze(DrawnClips.puppet(25), 16, rate, noise);
      assertTrue(found.highestHz() > 4.5 && found.highestHz() < 11, "" + found.highestHz());
    }
  }

  @Test
  void noiseIsMeasuredAndIsNoMotion() {
    FrameRate rate = new FrameRate(25, 1);
    ClipAnalysis found = DrawnClips.analyze(DrawnClips.leaves(1), 64, rate, 6);
    // 16 pixels of three channels make a cell.
    double expected = 6 * Math.sqrt(0.299 * 0.299 + 0.587 * 0.587 + 0.114 * 0.114) / 4;
    assertEquals(expected, found.spectrum().noiseLevels(), 0.35 * expected);
    assertTrue(found.spectrum().motionLevels() < expected);
  }
}
