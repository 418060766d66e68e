package dev.kymo.trainer.process;

import dev.kymo.inference.checkpoint.CheckpointState;
import dev.kymo.inference.kernel.Compute;
import dev.kymo.trainer.dataset.LearnedFrames;
import dev.kymo.trainer.dataset.RealBatches;
import dev.kymo.trainer.dataset.TrainingData;
import dev.kymo.trainer.learning.LearningStart;
import dev.kymo.trainer.network.ComputeType;
import dev.kymo.trainer.run.TrainingOptions;
import dev.kymo.trainer.run.TrainingPrecision;
import dev.kymo.trainer.training.TrainingException;
import dev.kymo.trainer.training.TrainingStart;
import java.util.List;
import java.util.Optional;

/** Makes trainings that compute. */
public final class EngineFactory implements TrainingFactory {
  @Override
  public Created create(
      TrainingOptions options,
      List<Compute> devices,
      TrainingData data,
      Optional<CheckpointState> from)
      throws TrainingException, InterruptedException {
    if (options.learning().isPresent()) {
      LearningStart.Started started =
          new LearningStart(options, devices.get(0), (LearnedFrames) data).start(from);
      return new Created(started.training(), label(started.type()));
    }
    TrainingStart.Started started =
        new TrainingStart(options, devices, (RealBatches) data).start(from);
    boolean tf32 = options.machine().precision() == TrainingPrecision.TF32;
    String precision = tf32 ? "tf32" : label(started.type());
    if (started.penaltyType() == ComputeType.FLOAT64) {
      // Worth knowing: such steps take longer, and why is in ConvolutionCheck.
      precision += ", penalties in " + label(ComputeType.FLOAT64);
    }
    return new Created(started.training(), precision);
  }

  private static String label(ComputeType type) {
    return switch (type) {
      case FLOAT64 -> "fp64";
      case FLOAT32 -> "fp32";
      case BFLOAT16 -> "bf16";
      case HALF -> "fp16";
    };
  }
}
