package dev.kymo.trainer.process;

import dev.kymo.inference.checkpoint.CheckpointState;
import dev.kymo.inference.kernel.Compute;
import dev.kymo.trainer.dataset.TrainingData;
import dev.kymo.trainer.run.TrainingOptions;
import dev.kymo.trainer.training.Training;
import dev.kymo.trainer.training.TrainingException;
import java.util.List;
import java.util.Optional;

/** Makes the networks and optimisers of a run. */
@FunctionalInterface
public interface TrainingFactory {

  /**
   * Brings a run's networks to its devices. Called by the thread that will train.
   *
   * @param devices one for each replica, in the order of the options; closed by the caller, after
   *     the training
   * @param data batches of all replicas together, or frames of clips; closed by the caller, after
   *     the training
   * @param from what to go on from: a full state is continued at its step; of one that holds a
   *     generator only, the generator and its average are taken and everything else starts at step
   *     0. Its tensors lie in files that may be replaced once this returns
   * @throws TrainingException with a sentence, when the state does not fit the options or the
   *     devices fail; nothing is then left open
   */
  Created create(
      TrainingOptions options,
      List<Compute> devices,
      TrainingData data,
      Optional<CheckpointState> from)
      throws TrainingException, InterruptedException;

  /**
   * A training that is ready.
   *
   * @param training closed by the caller
   * @param precision of its convolutions, as it was settled: "bf16", "fp32"
   */
  record Created(Training training, String precision) {}
}
