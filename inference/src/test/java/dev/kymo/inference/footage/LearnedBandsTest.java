package dev.kymo.inference.footage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kymo.inference.clip.FrameRate;
import dev.kymo.inference.motion.BandPlan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Crossovers of a learned clip. */
class LearnedBandsTest {
  private static final FootageOrigin ORIGIN =
      new FootageOrigin(
          "a.mp4", "0", 64, 64, new FrameRate(24, 1), 0, 96, new Square(0, 0, 64), 1, 1);

  @Test
  void hertzBecomeRadiansPerUnitOfTime() {
    // A unit of t is 48 frames, two seconds.
    BandPlan expected = new BandPlan(List.of(4 * Math.PI * 1.5, 4 * Math.PI * 3));
    assertEquals(
        Optional.of(expected),
        LearnedBands.read(Map.of(LearnedBands.OPTION, List.of(1.5, 3L)), ORIGIN, 96));
  }

  @Test
  void whatMakesNoBandsIsPassedOver() {
    for (Object value : new Object[] {List.of(), List.of(3.0, 1.0), List.of("x"), "1,2"}) {
      assertEquals(
          Optional.empty(),
          LearnedBands.read(Map.of(LearnedBands.OPTION, value), ORIGIN, 96),
          value.toString());
    }
    assertEquals(Optional.empty(), LearnedBands.read(Map.of(), ORIGIN, 96));
  }
}
