package dev.kymo.inference.motion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class MotionPropertiesTest {

  @Provide
  Arbitrary<BandPlan> plans() {
    return Arbitraries.doubles()
        .between(0.01, 20)
        .set()
        .ofMaxSize(7)
        .map(cuts -> new BandPlan(cuts.stream().sorted().toList()));
  }

  @Property
  void everyFrequencyLiesInExactlyOneBand(
      @ForAll("plans") BandPlan plan, @ForAll @DoubleRange(min = -25, max = 25) double f) {
    int holders = 0;
    for (int k = 0; k < plan.size(); k++) {
      if (Math.abs(f) >= plan.lower(k) && Math.abs(f) < plan.upper(k)) {
        assertEquals(k, plan.bandOf(f));
        holders++;
      }
    }
    assertEquals(1, holders);
  }

  @Property
  void bandsJoinWithoutGaps(@ForAll("plans") BandPlan plan) {
    assertEquals(0, plan.lower(0));
    assertEquals(Double.POSITIVE_INFINITY, plan.upper(plan.size() - 1));
    for (int k = 1; k < plan.size(); k++) {
      assertEquals(plan.upper(k - 1), plan.lower(k));
    }
  }

  @Property
  void gridsStartAtTheirStartAndStayInside(
      @ForAll @DoubleRange(min = -10, max = 10) double from,
      @ForAll @DoubleRange(min = 0.01, max = 10) double length,
      @ForAll @IntRange(min = 1, max = 500) int frames) {
    TimeGrid grid = new TimeGrid(from, from + length, frames);
    double[] times = grid.times();
    assertEquals(from, times[0]);
    for (int k = 1; k < frames; k++) {
      assertTrue(times[k] > times[k - 1] && times[k] < from + length);
    }
  }

  @Property(tries = 200)
  void restIsTheMeanOrTheValueAtATime(
      @ForAll @DoubleRange(min = -40, max = 40) double f,
      @ForAll @DoubleRange(min = -4, max = 4) double p,
      @ForAll @DoubleRange(min = -3, max = 3) double t) {
    int n = 4000;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += Math.sin(f * (2 * (i + 0.5) / n - 1) + p) / n;
    }
    assertEquals(sum, RestPosition.MEAN.of(f, p), 1e-4);
    assertEquals(Math.sin(p), RestPosition.MEAN.of(0, p));
    assertEquals(Math.sin(f * t + p), RestPosition.at(t).of(f, p));
    assertEquals(0, RestPosition.MODEL.of(f, p));
  }

  @Example
  void restIsAtAFiniteTime() {
    assertThrows(IllegalArgumentException.class, () -> RestPosition.at(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> RestPosition.at(Double.POSITIVE_INFINITY));
  }

  @Example
  void everyChangeKeepsTheRest() {
    BandEdit edit = BandEdit.trained(LatentCode.seed(1)).withRest(RestPosition.MEAN);
    BandEdit changed =
        edit.withGain(2).withSpeed(3).withPhase(1).withCode(LatentCode.seed(2)).withMuted(true);
    assertEquals(RestPosition.MEAN, changed.withSolo(true).rest());
    assertEquals(RestPosition.MODEL, changed.withRest(RestPosition.MODEL).rest());
  }

  @Example
  void tercilesHoldAThirdEach() {
    float[] f = {-1, 2, -3, 4, -5, 6, -7, 8, -9};
    BandPlan plan = BandPlan.terciles(f);
    int[] counts = new int[plan.size()];
    for (float v : f) {
      counts[plan.bandOf(v)]++;
    }
    assertEquals(List.of(4.0, 7.0), plan.cuts());
    assertEquals("[3, 3, 3]", java.util.Arrays.toString(counts));
    assertEquals(BandPlan.WHOLE, BandPlan.terciles(new float[] {2, 2, 2}));
  }

  @Example
  void soloSilencesTheOthersAndMuteWinsOverSolo() {
    MotionEdit edit = MotionEdit.trained(BandPlan.of(1, 2), LatentCode.seed(1));
    edit = edit.with(1, b -> b.withGain(1.5).withSolo(true));
    assertEquals(0, edit.effectiveGain(0));
    assertEquals(1.5, edit.effectiveGain(1));
    edit = edit.with(1, b -> b.withMuted(true));
    assertEquals(0, edit.effectiveGain(1));
  }

  @Example
  void nonsenseIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> BandPlan.of(2, 1));
    assertThrows(IllegalArgumentException.class, () -> BandPlan.of(0));
    assertThrows(IllegalArgumentException.class, () -> BandPlan.of(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> new TimeGrid(1, 1, 4));
    assertThrows(IllegalArgumentException.class, () -> new TimeGrid(-1, 1, 0));
    BandEdit band = BandEdit.trained(LatentCode.seed(1));
    assertThrows(IllegalArgumentException.class, () -> band.withGain(4.1));
    assertThrows(IllegalArgumentException.class, () -> band.withGain(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> band.withSpeed(-5));
    assertThrows(IllegalArgumentException.class, () -> band.withPhase(Double.POSITIVE_INFINITY));
  }

  @Example
  void givenCodesAreComparedByValueAndCannotBeChangedFromOutside() {
    float[] values = {1, 2, 3};
    LatentCode code = LatentCode.of(values);
    assertEquals(LatentCode.of(new float[] {1, 2, 3}), code);
    values[0] = 9;
    assertEquals(LatentCode.of(new float[] {1, 2, 3}), code);
    assertNotEquals(LatentCode.of(new float[] {1, 2, 4}), code);
  }
}
