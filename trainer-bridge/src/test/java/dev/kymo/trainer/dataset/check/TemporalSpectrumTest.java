package dev.kymo.trainer.dataset.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TemporalSpectrumTest {

  private static float[][] wave(int frames, double cyclesPerFrame) {
    float[][] clip = new float[frames][TemporalSpectrum.CELLS * TemporalSpectrum.CELLS];
    for (int n = 0; n < frames; n++) {
      for (int cell = 0; cell < clip[n].length; cell++) {
        clip[n][cell] =
            (float) (0.5 + 0.3 * Math.sin(2 * Math.PI * cyclesPerFrame * n + 0.1 * cell));
      }
    }
    return clip;
  }

  @Property(tries = 50)
  void findsThePaceOfASingleWave(@ForAll @IntRange(min = 2, max = 28) int k) {
    TemporalSpectrum spectrum = new TemporalSpectrum();
    double f = k / 64.0;
    spectrum.add(wave(64, f));
    // The window spreads it over a bin to either side.
    assertEquals(f, spectrum.below(0.9), 2.5 / 64);
  }

  @Test
  void stillPicturesTellNothing() {
    TemporalSpectrum spectrum = new TemporalSpectrum();
    spectrum.add(wave(32, 0));
    spectrum.add(wave(4, 0.25));
    assertFalse(spectrum.moves());
  }

  @Test
  void slowMotionIsThinnedAsFarAsTheVideosAreLong() {
    TemporalSpectrum slow = new TemporalSpectrum();
    slow.add(wave(64, 1 / 32.0));
    TemporalSpectrum.Proposal free = slow.proposal(16, 1000);
    assertTrue(free.everyNth() >= 3 && free.everyNth() <= 8, free.toString());
    assertTrue(free.busiest() * free.everyNth() <= 0.25);
    assertEquals(2, slow.proposal(16, 32).everyNth());
    assertEquals(1, slow.proposal(16, 12).everyNth());
    double expected = Math.PI * free.busiest() * free.everyNth() * 16;
    assertEquals(expected, free.frequencyRange(), 0.25);
  }

  @Test
  void fastMotionKeepsEveryFrame() {
    TemporalSpectrum fast = new TemporalSpectrum();
    fast.add(wave(64, 0.3));
    assertEquals(1, fast.proposal(16, 1000).everyNth());
    assertTrue(fast.proposal(16, 1000).frequencyRange() > 14);
  }
}
