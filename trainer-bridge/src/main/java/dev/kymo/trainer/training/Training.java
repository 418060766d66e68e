package dev.kymo.trainer.training;

import dev.kymo.inference.checkpoint.CheckpointState;
import dev.kymo.inference.tensor.HostTensor;
import java.util.Map;

/**
 * A run's networks and optimisers on their devices. Used by one thread; that thread also calls
 * {@link #close}. After an exception from {@link #advance} only {@code close} may be called.
 */
public interface Training extends AutoCloseable {

  /** Steps done so far. */
  long step();

  /** Does one step. */
  StepReport advance() throws TrainingException, InterruptedException;

  /**
   * Everything that a resumed run needs, copied to the host under the published names: {@code g},
   * {@code g_ema}, {@code img_d}, {@code vid_d}, {@code g_optim}, {@code img_d_optim}, {@code
   * vid_d_optim}, {@code iter}; without {@code args}. Random streams and data order are functions
   * of the seed and the step, so they are in it too.
   */
  CheckpointState fullState() throws TrainingException;

  /** The averaged generator, copied to the host: {@code g_ema} without prefix. */
  Map<String, HostTensor> averagedGenerator() throws TrainingException;

  /**
   * Figures of how good the averaged generator is, measured now, by name; empty where only a metric
   * from outside can tell. {@link #fullState} holds the last ones.
   */
  default Map<String, Double> figures() throws TrainingException {
    return Map.of();
  }

  /** What a step costs on average over a whole run, in units of one of its first. */
  default double laterCost() {
    return 1;
  }

  /** Learned f of the generator in training, all groups, radians per unit t. */
  float[] frequencies() throws TrainingException;

  /** Learned p of the generator in training, in the order of the frequencies, radians. */
  float[] phases() throws TrainingException;

  /** Resident memory of the devices in bytes, where they tell it: for CUDA; otherwise 0. */
  long deviceMemory();

  @Override
  void close();
}
