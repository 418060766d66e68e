package dev.kymo.trainer.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.motion.RestPosition;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What steps practice. */
class ExaggerationTest {
  private final Exaggeration exaggeration = new Exaggeration(7, 1000, List.of(3, 5, 8), 40);

  @Test
  void practiceBeginsOnceFramesAreGoodEnough() {
    assertFalse(exaggeration.isDue(298));
    assertTrue(exaggeration.isDue(300));
    assertFalse(exaggeration.isDue(301));
  }

  @Test
  void aStepPracticesTheSameAgain() {
    Exaggeration same = new Exaggeration(7, 1000, List.of(3, 5, 8), 40);
    for (long step = 300; step < 400; step++) {
      assertEquals(exaggeration.of(step), same.of(step));
    }
  }

  @Test
  void aWholeRunOfFourFramesAStepTakesAQuarterLonger() {
    assertEquals(0.25, Exaggeration.cost(4), 0.01);
  }

  @Test
  void everythingStaysInItsRange() {
    boolean[] seen = new boolean[9];
    for (long step = 0; step < 500; step++) {
      Exaggeration.Practice practice = exaggeration.of(step);
      seen[practice.place()] = true;
      assertTrue(practice.below() >= 4 && practice.below() <= 40, practice.toString());
      assertTrue(practice.gain() >= 1 && practice.gain() <= 2, practice.toString());
    }
    assertTrue(seen[3] && seen[5] && seen[8], "every frame is practiced");
  }

  @Test
  void onlySinusoidsBelowAreEdited() {
    float[] frequencies = {1, -5, 12};
    float[] phases = {0.5f, 1, 2};
    Exaggeration.Practice practice = new Exaggeration.Practice(0, 10, 1.5, RestPosition.MEAN);
    assertArrayEquals(new float[] {1.5f, 1.5f, 1}, practice.gains(frequencies, 1.5));
    float[] rests = practice.rests(frequencies, phases, 1.5);
    assertEquals(-0.5 * RestPosition.MEAN.of(1, 0.5f), rests[0], 1e-6);
    assertEquals(0, rests[2]);
  }
}
