package dev.kymo.trainer.training;

import ai.djl.engine.EngineException;
import dev.kymo.inference.checkpoint.CheckpointState;
import dev.kymo.inference.checkpoint.GeneratorLayout;
import dev.kymo.inference.kernel.Compute;
import dev.kymo.inference.kernel.Kernels;
import dev.kymo.inference.tensor.HostTensor;
import dev.kymo.trainer.dataset.DatasetException;
import dev.kymo.trainer.dataset.RealBatch;
import dev.kymo.trainer.dataset.RealBatches;
import dev.kymo.trainer.network.ComputeType;
import dev.kymo.trainer.network.ConvolutionCheck;
import dev.kymo.trainer.network.TrainingKernels;
import dev.kymo.trainer.run.TrainingOptions;
import dev.kymo.trainer.training.TrainingException.Reason;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Brings a run's networks to its devices: new, from a generator, or where another run left off. */
public final class TrainingStart {
  /** First steps are slower than those that follow, but not by this much. */
  private static final double HOPELESS = 5;

  private static final int ROUNDS = 2;

  private final TrainingOptions options;
  private final List<Compute> devices;
  private final RealBatches batches;

  /**
   * A start of a run; called, like what it makes, by one thread.
   *
   * @param devices one for each replica, closed by the caller after the training
   * @param batches of all replicas together, closed by the caller after the training
   */
  public TrainingStart(TrainingOptions options, List<Compute> devices, RealBatches batches) {
    this.options = options;
    this.devices = List.copyOf(devices);
    this.batches = batches;
  }

  /**
   * A training that is ready.
   *
   * @param training closed by the caller
   * @param type of its convolutions
   * @param penaltyType of those of R1
   */
  public record Started(Training training, ComputeType type, ComputeType penaltyType) {}

  /**
   * Starts.
   *
   * @param from a full state is gone on from at its step; of one with a generator only, that is
   *     taken as generator and average, and all else starts at step 0; networks of a smaller image
   *     size are grown and start at step 0
   * @throws TrainingException when the state does not fit the options or a device fails; nothing is
   *     then left open
   */
  public Started start(Optional<CheckpointState> from)
      throws TrainingException, InterruptedException {
    Compute first = devices.get(0);
    first.enterThread();
    try {
      TrainingState state;
      ComputeType penaltyType;
      try (Kernels kernels = TrainingKernels.load(first)) {
        boolean exact = first.device().isGpu() || ConvolutionCheck.trustworthy(first, kernels);
        penaltyType = exact ? ComputeType.FLOAT32 : ComputeType.FLOAT64;
        state = state(kernels, from);
      }
      ComputeType type = type(state, penaltyType);
      Training training =
          new DataParallelTraining(options, devices, batches, state, type, penaltyType);
      return new Started(training, type, penaltyType);
    } catch (EngineException e) {
      throw Failures.of(e);
    }
  }

  private TrainingState state(Kernels kernels, Optional<CheckpointState> from)
      throws TrainingException {
    Judges judges = new Judges(kernels, options.model());
    TrainingState initial = TrainingState.initial(options, judges.image(), judges.video());
    if (from.isEmpty()) {
      return initial;
    }
    Map<String, long[]> shapes = GeneratorLayout.shapes(options.model().generator());
    try {
      if (GrownState.isFor(from.get(), shapes.keySet())) {
        return GrownState.of(from.get(), initial);
      }
      if (from.get().full()) {
        return PublishedState.decode(from.get(), shapes, judges.image(), judges.video());
      }
      Map<String, HostTensor> generator = PublishedState.network(from.get(), "g_ema", shapes);
      return TrainingState.fresh(
          generator, initial.imageDiscriminator(), initial.videoDiscriminator());
    } catch (IOException e) {
      throw new TrainingException(
          Reason.DATA,
          "The checkpoint does not fit these options: %s.".formatted(e.getMessage()),
          e);
    }
  }

  private ComputeType type(TrainingState state, ComputeType penaltyType)
      throws TrainingException, InterruptedException {
    return switch (options.machine().precision()) {
      case FP32, TF32 -> ComputeType.FLOAT32;
      case BF16 -> ComputeType.BFLOAT16;
      case FP16 -> ComputeType.HALF;
      case AUTO -> faster(state, penaltyType);
    };
  }

  /** Times a step without penalty in either type and takes the faster one. */
  private ComputeType faster(TrainingState state, ComputeType penaltyType)
      throws TrainingException, InterruptedException {
    try {
      RealBatch batch = batches.take(state.step());
      double single = Double.MAX_VALUE;
      double half = Double.MAX_VALUE;
      // In turns: what else the machine does then strikes both.
      for (int round = 0; round == 0 || (round < ROUNDS && half < HOPELESS * single); round++) {
        single =
            Math.min(
                single, seconds(state, batch, ComputeType.FLOAT32, penaltyType, Double.MAX_VALUE));
        half =
            Math.min(
                half, seconds(state, batch, ComputeType.BFLOAT16, penaltyType, HOPELESS * single));
      }
      return half < single ? ComputeType.BFLOAT16 : ComputeType.FLOAT32;
    } catch (DatasetException e) {
      throw new TrainingException(Reason.DATA, e.getMessage(), e);
    }
  }

  /** The fastest of three steps; of fewer where one takes longer than the limit. */
  private double seconds(
      TrainingState state, RealBatch batch, ComputeType type, ComputeType penaltyType, double limit)
      throws InterruptedException {
    // The joint batch of several devices, computed by one of them, would not be what it will do.
    Share alone = new Share(0, devices.size());
    try (Replica replica =
        new Replica(
            devices.get(0),
            TrainingKernels.load(devices.get(0)),
            options,
            state,
            alone,
            GradientExchange.none(),
            type,
            penaltyType)) {
      double best = Double.MAX_VALUE;
      double last = 0;
      // Step 1 has no penalty, unless every step has.
      for (int attempt = 0; attempt < 3 && last <= limit; attempt++) {
        long start = System.nanoTime();
        replica.step(batch, 1, new StepClock());
        last = (System.nanoTime() - start) / 1e9;
        best = Math.min(best, last);
      }
      return best;
    }
  }
}
