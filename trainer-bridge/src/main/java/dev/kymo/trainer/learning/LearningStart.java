package dev.kymo.trainer.learning;

import ai.djl.engine.EngineException;
import dev.kymo.inference.checkpoint.CheckpointState;
import dev.kymo.inference.checkpoint.GeneratorSpec;
import dev.kymo.inference.kernel.Compute;
import dev.kymo.trainer.dataset.LearnedFrames;
import dev.kymo.trainer.network.ComputeType;
import dev.kymo.trainer.run.TrainingOptions;
import dev.kymo.trainer.training.Failures;
import dev.kymo.trainer.training.Training;
import dev.kymo.trainer.training.TrainingException;
import dev.kymo.trainer.training.TrainingException.Reason;
import java.io.IOException;
import java.util.Optional;

/** Begins to learn clips, or goes on with it. */
public final class LearningStart {
  private static final int TIMED = 4;
  private static final int ROUNDS = 2;

  private final TrainingOptions options;
  private final Compute compute;
  private final LearnedFrames data;

  /**
   * A start.
   *
   * @param options with what is learned
   * @param compute the device
   * @param data the clips' frames, of the options' size
   */
  public LearningStart(TrainingOptions options, Compute compute, LearnedFrames data) {
    this.options = options;
    this.compute = compute;
    this.data = data;
  }

  /**
   * Learning that is ready.
   *
   * @param training closed by the caller
   * @param type of its convolutions, as it was settled
   */
  public record Started(Training training, ComputeType type) {}

  /**
   * Starts.
   *
   * @param from what to go on from: a full state of learning is continued at its step, of others
   *     the generator is taken
   * @throws TrainingException with a sentence, when the state does not fit the options or the
   *     device fails; nothing is then left open
   */
  public Started start(Optional<CheckpointState> from)
      throws TrainingException, InterruptedException {
    compute.enterThread();
    GeneratorSpec spec = options.model().generator();
    try {
      LearnedState state =
          from.isPresent()
              ? LearnedState.decode(from.get(), spec)
              : LearnedState.initial(spec, options.seed());
      ComputeType type =
          switch (options.machine().precision()) {
            case FP32, TF32 -> ComputeType.FLOAT32;
            case BF16 -> ComputeType.BFLOAT16;
            case FP16 -> ComputeType.HALF;
            case AUTO -> faster(state);
          };
      return new Started(new ClipLearning(options, compute, data, state, type), type);
    } catch (IOException e) {
      throw new TrainingException(
          Reason.DATA,
          "The checkpoint does not fit these options: %s.".formatted(e.getMessage()),
          e);
    } catch (EngineException e) {
      throw Failures.of(e);
    }
  }

  private ComputeType faster(LearnedState state) throws TrainingException, InterruptedException {
    double single = Double.MAX_VALUE;
    double half = Double.MAX_VALUE;
    // In turns: what else the machine does then strikes both.
    for (int round = 0; round < ROUNDS; round++) {
      single = Math.min(single, seconds(state, ComputeType.FLOAT32));
      half = Math.min(half, seconds(state, ComputeType.BFLOAT16));
    }
    return half < single ? ComputeType.BFLOAT16 : ComputeType.FLOAT32;
  }

  /** The fastest of a few steps. */
  private double seconds(LearnedState state, ComputeType type)
      throws TrainingException, InterruptedException {
    try (ClipLearning trial = new ClipLearning(options, compute, data, state, type)) {
      double best = Double.MAX_VALUE;
      for (int i = 0; i < TIMED; i++) {
        best = Math.min(best, trial.advance().seconds().get("total"));
      }
      return best;
    }
  }
}
