package dev.kymo.trainer.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** How the rate goes over a run. */
class LearningPaceTest {

  @Test
  void itRisesStaysAndFallsToNearlyNothing() {
    LearningPace pace = new LearningPace(0.02, 1000);
    assertEquals(0.02 / 40, pace.rate(0), 1e-12);
    assertEquals(0.02, pace.rate(40), 1e-12);
    assertEquals(0.02, pace.rate(400), 1e-12);
    for (long step = 400; step < 999; step++) {
      assertTrue(pace.rate(step + 1) <= pace.rate(step), "step " + step);
    }
    assertTrue(pace.rate(999) < 0.0001);
  }

  @Test
  void theAverageForgetsItsStart() {
    LearningPace pace = new LearningPace(0.02, 1000);
    assertEquals(0.5, pace.decay(0), 1e-12);
    assertEquals(Math.pow(0.5, 1 / 60.0), pace.decay(5000), 1e-12);
  }
}
