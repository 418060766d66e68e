package dev.kymo.studio.cli.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.trainer.dataset.check.DatasetLook;
import dev.kymo.trainer.dataset.check.TemporalSpectrum;
import dev.kymo.trainer.run.Preset;
import dev.kymo.trainer.run.TrainingOptions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What is chosen for whoever names no preset, and that it is said. */
class SuitedOptionsTest {

  private static DatasetLook.Seen seen(int color, int videos, int frames, int side, int period) {
    TemporalSpectrum spectrum = new TemporalSpectrum();
    float[][] clip = new float[64][TemporalSpectrum.CELLS * TemporalSpectrum.CELLS];
    for (int t = 0; t < clip.length; t++) {
      Arrays.fill(clip[t], (float) Math.sin(2 * Math.PI * t / period));
    }
    spectrum.add(clip);
    int[] pixels = new int[64 * 64];
    Arrays.fill(pixels, color);
    DatasetLook.Clip looked = new DatasetLook.Clip("a", List.of(pixels));
    return new DatasetLook.Seen(List.of(looked), spectrum, videos, frames, side);
  }

  private static SuitedOptions of(OptionalInt size, int cards, DatasetLook.Seen seen) {
    return SuitedOptions.of("clips", size, cards, Optional.of(seen));
  }

  @Test
  void toyClipsKeepTheirPresetWithoutAWord() {
    SuitedOptions suited = of(OptionalInt.empty(), 0, seen(0xFF000000, 10_000, 32, 64, 8));
    assertEquals(Preset.TOY_64.options("clips"), suited.options());
    assertEquals(List.of(), suited.reasons());
    assertEquals(
        Preset.TOY_64.options("clips"),
        SuitedOptions.of("clips", OptionalInt.of(32), 0, Optional.empty()).options());
  }

  @Test
  void ownClipsDecideFrequenciesStepAndAugmentation() {
    DatasetLook.Seen slow = seen(0xFF808080, 200, 240, 480, 64);
    SuitedOptions suited = of(OptionalInt.empty(), 0, slow);
    TrainingOptions options = suited.options();
    assertEquals(64, options.model().generator().imageSize());
    assertTrue(options.loss().augment());
    TemporalSpectrum.Proposal proposal = slow.spectrum().proposal(16, 240);
    assertEquals(proposal.everyNth(), options.data().everyNth());
    assertTrue(options.data().everyNth() > 1);
    assertEquals(List.of(proposal.frequencyRange()), options.model().generator().frequencyRanges());
    assertEquals(3, suited.reasons().size(), suited.reasons().toString());
    assertTrue(suited.reasons().get(0).contains("toy-64"), suited.reasons().get(0));
  }

  @Test
  void manyClipsAreNotAugmentedWhereThePresetDoesNot() {
    SuitedOptions suited = of(OptionalInt.empty(), 0, seen(0xFF808080, 20_000, 64, 64, 8));
    assertFalse(suited.options().loss().augment());
  }

  @Test
  void presetFollowsSizeAndCards() {
    DatasetLook.Seen clips = seen(0xFF808080, 300, 64, 256, 8);
    assertEquals(128, of(OptionalInt.empty(), 1, clips).options().model().generator().imageSize());
    assertEquals(10, of(OptionalInt.of(128), 0, clips).options().loss().r1Weight());
    TrainingOptions large = of(OptionalInt.of(256), 1, clips).options();
    assertEquals(10, large.loss().r1Weight());
    assertTrue(large.loss().augment());
    assertEquals(List.of("cuda:0"), large.machine().devices());
    assertEquals(16, large.loss().imageBatch());
    assertEquals(8, large.loss().videoBatch());
    assertEquals(List.of("auto"), of(OptionalInt.of(256), 0, clips).options().machine().devices());
    TrainingOptions published = of(OptionalInt.of(256), 8, clips).options();
    assertEquals(8, published.machine().devices().size());
    assertEquals(4, published.loss().imageBatch());
  }

  @Test
  void shortClipsAreTold() {
    SuitedOptions suited = of(OptionalInt.empty(), 0, seen(0xFF808080, 7, 10, 128, 4));
    assertTrue(
        suited.reasons().get(suited.reasons().size() - 1).contains("at most 10 frames"),
        suited.reasons().toString());
  }
}
