package dev.kymo.studio.cli.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.motion.BandEdit;
import dev.kymo.inference.motion.BandPlan;
import dev.kymo.inference.motion.LatentCode;
import dev.kymo.inference.motion.MotionEdit;
import dev.kymo.inference.motion.RestPosition;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BandSettingsTest {
  private static final float[] FREQUENCIES = {-0.5f, 1, 2, -3, 4, 5};
  private static final LatentCode ONE = LatentCode.seed(1);
  private static final LatentCode TWO = LatentCode.seed(2);

  private static BandSettings settings(
      Optional<BandPlan> plan, List<Integer> codes, List<Integer> keep, List<Double> gain) {
    return new BandSettings(
        plan, codes, Optional.ofNullable(keep), gain, List.of(), List.of(), List.of());
  }

  @Test
  void aLearnedClipsOwnBandsAreTheDefault() {
    BandSettings three =
        new BandSettings(
            Optional.empty(),
            List.of(),
            Optional.empty(),
            List.of(1.0, 1.0, 0.0),
            List.of(),
            List.of(),
            List.of());
    BandPlan own = BandPlan.of(1.5, 2.5);
    assertEquals(own, three.edit(FREQUENCIES, Optional.of(own), List.of(ONE)).plan());
  }

  @Test
  void nothingAskedForIsTheMotionAsTrained() {
    BandSettings nothing = settings(Optional.empty(), List.of(), null, List.of());
    assertEquals(
        MotionEdit.trained(BandPlan.WHOLE, ONE),
        nothing.edit(FREQUENCIES, Optional.empty(), List.of(ONE)));
  }

  @Test
  void severalValuesMeanThreeBandsOfTheModel() {
    MotionEdit edit =
        settings(Optional.empty(), List.of(), null, List.of(1.0, 0.5, 0.0))
            .edit(FREQUENCIES, Optional.empty(), List.of(ONE));
    assertEquals(BandPlan.of(2, 4), edit.plan());
    assertEquals(0.5, edit.bands().get(1).gain());
  }

  @Test
  void oneValueServesAllBands() {
    MotionEdit edit =
        settings(Optional.of(BandPlan.of(2)), List.of(), null, List.of(0.5))
            .edit(FREQUENCIES, Optional.empty(), List.of(ONE));
    assertTrue(edit.bands().stream().allMatch(band -> band.gain() == 0.5));
  }

  @Test
  void bandsRestWhereTheyAreTold() {
    List<RestPosition> rest = List.of(RestPosition.MEAN, RestPosition.at(0.5), RestPosition.MODEL);
    BandSettings settings =
        new BandSettings(
            Optional.empty(),
            List.of(),
            Optional.of(List.of(2)),
            List.of(),
            List.of(),
            List.of(),
            rest);
    MotionEdit edit = settings.edit(FREQUENCIES, Optional.empty(), List.of(ONE));
    assertEquals(rest, edit.bands().stream().map(BandEdit::rest).toList());
  }

  @Test
  void bandsThatAreNotKeptAreMuted() {
    MotionEdit edit =
        settings(Optional.of(BandPlan.of(2, 4)), List.of(), List.of(0, 2), List.of())
            .edit(FREQUENCIES, Optional.empty(), List.of(ONE));
    assertEquals(1, edit.effectiveGain(0));
    assertEquals(0, edit.effectiveGain(1));
    assertEquals(1, edit.effectiveGain(2));
  }

  @Test
  void codesAreRowsOfWhatIsAvailable() {
    BandSettings settings = settings(Optional.of(BandPlan.of(2)), List.of(1, 0), null, List.of());
    MotionEdit edit = settings.edit(FREQUENCIES, Optional.empty(), List.of(ONE, TWO));
    assertEquals(List.of(TWO, ONE), edit.bands().stream().map(band -> band.code()).toList());
    assertThrows(
        IllegalArgumentException.class,
        () -> settings.edit(FREQUENCIES, Optional.empty(), List.of(ONE)));
  }

  @Test
  void asManyCodesAsBandsServeOneEach() {
    BandSettings settings = settings(Optional.of(BandPlan.of(2)), List.of(), null, List.of());
    settings.checkCodes(2);
    MotionEdit edit = settings.edit(FREQUENCIES, Optional.empty(), List.of(ONE, TWO));
    assertEquals(List.of(ONE, TWO), edit.bands().stream().map(band -> band.code()).toList());
    assertThrows(IllegalArgumentException.class, () -> settings.checkCodes(3));
  }

  @Test
  void aModelWithoutThreeBandsSaysSo() {
    BandSettings three = settings(Optional.empty(), List.of(), List.of(0), List.of());
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> three.edit(new float[] {1, 1, 1}, Optional.empty(), List.of(ONE)))
            .getMessage();
    assertTrue(message.contains("give --bands"), message);
  }

  @Property(tries = 200)
  void everyValueReachesItsBand(
      @ForAll @Size(min = 2, max = 5) List<@DoubleRange(min = 0, max = 4) Double> gains,
      @ForAll @IntRange(min = 0, max = 4) int pick) {
    double[] cuts = new double[gains.size() - 1];
    for (int i = 0; i < cuts.length; i++) {
      cuts[i] = i + 1;
    }
    MotionEdit edit =
        settings(Optional.of(BandPlan.of(cuts)), List.of(), null, gains)
            .edit(FREQUENCIES, Optional.empty(), List.of(ONE));
    int band = pick % gains.size();
    assertEquals(gains.get(band), edit.bands().get(band).gain());
  }
}
