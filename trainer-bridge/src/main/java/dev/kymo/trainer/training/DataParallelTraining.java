package dev.kymo.trainer.training;

import ai.djl.engine.EngineException;
import dev.kymo.inference.checkpoint.CheckpointState;
import dev.kymo.inference.kernel.Compute;
import dev.kymo.inference.kernel.Kernels;
import dev.kymo.inference.tensor.HostTensor;
import dev.kymo.trainer.dataset.DatasetException;
import dev.kymo.trainer.dataset.RealBatch;
import dev.kymo.trainer.dataset.RealBatches;
import dev.kymo.trainer.network.ComputeType;
import dev.kymo.trainer.network.TrainingKernels;
import dev.kymo.trainer.run.TrainingOptions;
import dev.kymo.trainer.training.TrainingException.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Training on one device, or on several that average their gradients: one thread and one replica
 * for each. All replicas hold the same weights at every step.
 */
final class DataParallelTraining implements Training {
  /** Softplus losses of sane logits stay below ten; this is beyond all sense. */
  private static final double EXPLODED = 1e6;

  private final TrainingOptions options;
  private final RealBatches batches;
  private final List<Replica> replicas = new ArrayList<>();
  private final GradientExchange exchange;
  private final ExecutorService threads;
  private final boolean onCuda;
  private final CudaMemory cudaMemory = new CudaMemory();
  private long step;

  /**
   * Brings a state to the devices.
   *
   * @param devices one replica on each; the same device may stand there twice
   */
  DataParallelTraining(
      TrainingOptions options,
      List<Compute> devices,
      RealBatches batches,
      TrainingState state,
      ComputeType type,
      ComputeType penaltyType) {
    this.options = options;
    this.batches = batches;
    this.step = state.step();
    this.onCuda = devices.stream().anyMatch(compute -> compute.device().isGpu());
    int count = devices.size();
    exchange = count == 1 ? GradientExchange.none() : new LocalExchange(count);
    threads = count == 1 ? null : Executors.newFixedThreadPool(count, DataParallelTraining::daemon);
    try {
      for (int i = 0; i < count; i++) {
        Compute compute = devices.get(i);
        Kernels kernels = TrainingKernels.load(compute);
        replicas.add(
            new Replica(
                compute,
                kernels,
                options,
                state,
                new Share(i, count),
                exchange,
                type,
                penaltyType));
      }
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "replica");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public long step() {
    return step;
  }

  @Override
  public StepReport advance() throws TrainingException, InterruptedException {
    long start = System.nanoTime();
    long waited = batches.waitedNanos();
    try {
      RealBatch batch = batches.take(step);
      double data = (batches.waitedNanos() - waited) / 1e9;
      StepClock clock = new StepClock();
      Map<String, Double> losses = threads == null ? alone(batch, clock) : together(batch, clock);
      check(losses);
      step++;
      Map<String, Double> seconds = new LinkedHashMap<>(clock.seconds());
      seconds.put("data", data);
      seconds.put("total", (System.nanoTime() - start) / 1e9);
      return new StepReport(step, losses, seconds);
    } catch (DatasetException e) {
      throw new TrainingException(Reason.DATA, e.getMessage(), e);
    } catch (EngineException e) {
      throw Failures.of(e);
    }
  }

  private Map<String, Double> alone(RealBatch batch, StepClock clock) throws InterruptedException {
    return replicas.get(0).step(batch, step, clock);
  }

  private Map<String, Double> together(RealBatch batch, StepClock clock)
      throws InterruptedException, TrainingException {
    List<Future<Map<String, Double>>> running = new ArrayList<>();
    for (Replica replica : replicas) {
      // The clock of the first replica stands for all: they wait for each other.
      StepClock own = running.isEmpty() ? clock : new StepClock();
      running.add(
          threads.submit(
              () -> {
                try {
                  return replica.step(batch, step, own);
                } catch (RuntimeException | InterruptedException e) {
                  exchange.abort();
                  throw e;
                }
              }));
    }
    Map<String, Double> sums = new LinkedHashMap<>();
    Throwable failure = null;
    for (Future<Map<String, Double>> one : running) {
      try {
        one.get().forEach((name, value) -> sums.merge(name, value, Double::sum));
      } catch (ExecutionException e) {
        // Those that were let go from waiting are not the cause.
        if (failure == null || failure instanceof InterruptedException) {
          failure = e.getCause();
        }
      }
    }
    if (failure instanceof EngineException e) {
      throw Failures.of(e);
    } else if (failure != null) {
      throw new TrainingException(
          Reason.DEVICE, "A device failed: " + failure.getMessage(), failure);
    }
    sums.replaceAll((name, value) -> value / replicas.size());
    return sums;
  }

  private void check(Map<String, Double> losses) throws TrainingException {
    for (Map.Entry<String, Double> loss : losses.entrySet()) {
      double value = loss.getValue();
      if (!Double.isFinite(value)) {
        throw new TrainingException(
            Reason.NOT_A_NUMBER,
            "The loss %s was not a number at step %d; a smaller learning rate or float32 may help."
                .formatted(loss.getKey(), step),
            null);
      } else if (Math.abs(value) > EXPLODED) {
        throw new TrainingException(
            Reason.EXPLODED,
            "The loss %s grew to %.3g at step %d; a smaller learning rate may help."
                .formatted(loss.getKey(), value, step),
            null);
      }
    }
  }

  @Override
  public CheckpointState fullState() throws TrainingException {
    checkWeights();
    try {
      return PublishedState.encode(replicas.get(0).state(step), options.loss());
    } catch (EngineException e) {
      throw Failures.of(e);
    }
  }

  private void checkWeights() throws TrainingException {
    if (!replicas.get(0).isFinite()) {
      throw new TrainingException(
          Reason.NOT_A_NUMBER,
          "A weight is not a number after step %d; a smaller learning rate or float32 may help."
              .formatted(step),
          null);
    }
  }

  @Override
  public Map<String, HostTensor> averagedGenerator() throws TrainingException {
    checkWeights();
    try {
      return replicas.get(0).averagedGenerator();
    } catch (EngineException e) {
      throw Failures.of(e);
    }
  }

  @Override
  public float[] frequencies() throws TrainingException {
    return sinusoids("weight");
  }

  @Override
  public float[] phases() throws TrainingException {
    return sinusoids("bias");
  }

  private float[] sinusoids(String which) throws TrainingException {
    try {
      return replicas.get(0).sinusoids(which);
    } catch (EngineException e) {
      throw Failures.of(e);
    }
  }

  @Override
  public long deviceMemory() {
    return onCuda ? cudaMemory.bytes() : 0;
  }

  @Override
  public void close() {
    if (threads != null) {
      threads.shutdown();
    }
    replicas.forEach(Replica::close);
  }
}
