package dev.kymo.trainer.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.trainer.run.Preset;
import dev.kymo.trainer.run.TrainingOptions;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The average of the generator: as published, and after a start from a checkpoint. */
class AverageDecayTest {

  private static final TrainingOptions FRESH = Preset.TOY_64.options("clips");
  private static final TrainingOptions STARTED =
      new TrainingOptions(
          FRESH.data(),
          FRESH.model(),
          FRESH.loss(),
          FRESH.schedule(),
          FRESH.machine(),
          FRESH.seed(),
          Optional.of("before.pt"));

  @Test
  void runFromScratchDecaysAsPublishedAtEveryStep() {
    AverageDecay decay = new AverageDecay(FRESH, 2);
    assertEquals(Math.pow(0.5, 32 / 10_000.0), decay.at(0), 1e-15);
    assertEquals(decay.at(0), decay.at(1_000_000));
  }

  @Test
  void startedRunSoonShowsWhatItLearned() {
    AverageDecay decay = new AverageDecay(STARTED, 1);
    double left = 1;
    for (long step = 0; step < 350; step++) {
      left *= decay.at(step);
    }
    assertTrue(left < 0.01, "so much of the model before is left: " + left);
    assertEquals(new AverageDecay(FRESH, 1).at(0), decay.at(20_000), 1e-15);
  }
}
