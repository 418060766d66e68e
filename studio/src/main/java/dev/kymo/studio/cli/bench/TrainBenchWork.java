package dev.kymo.studio.cli.bench;

import dev.kymo.inference.device.DeviceChoice;
import dev.kymo.trainer.process.TrainBench;
import dev.kymo.trainer.run.Preset;
import dev.kymo.trainer.run.TrainingPrecision;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Measures training for {@code bench --train}. */
@FunctionalInterface
public interface TrainBenchWork {

  /**
   * Trains some steps on toy clips that it makes and removes.
   *
   * @param preset the networks; none for 64 x 64 with 64 channels throughout, batch 16
   * @param steps to time
   * @throws Exception whose message is a sentence for the user
   */
  TrainBench.Figures measure(
      Optional<Preset> preset,
      TrainingPrecision precision,
      DeviceChoice device,
      int steps,
      BooleanSupplier cancelled)
      throws Exception;
}
