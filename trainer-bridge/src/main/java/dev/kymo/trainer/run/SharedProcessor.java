package dev.kymo.trainer.run;

import java.util.Collections;
import java.util.List;

/**
 * Shares a batch out to replicas on the cores of one processor. A step is the same as with the
 * joint batch, but replicas wait for each other once in it, where the threads of one replica meet
 * at every operation.
 */
public final class SharedProcessor {
  /** Shares are multiples of the groups that the minibatch standard deviation is taken over. */
  private static final int GROUP = 4;

  private SharedProcessor() {}

  /** How many replicas {@link #shared} makes; 1 where the batches are too small to share. */
  public static int replicas(TrainingOptions options, int cores) {
    LossOptions loss = options.loss();
    int replicas = Math.max(1, cores);
    while (replicas > 1
        && !(shares(loss.imageBatch(), replicas) && shares(loss.videoBatch(), replicas))) {
      replicas--;
    }
    return replicas;
  }

  /**
   * As many replicas as the processor has cores and the batches have groups for.
   *
   * @param options with one device, whose batches are shared out
   * @param cores of the processor
   * @throws IllegalArgumentException with a sentence, when the batches are too small to share
   */
  public static TrainingOptions shared(TrainingOptions options, int cores) {
    LossOptions loss = options.loss();
    MachineOptions machine = options.machine();
    int replicas = replicas(options, cores);
    if (replicas == 1 && cores > 1) {
      throw new IllegalArgumentException(
          "Batches of %d and %d cannot be shared out: each replica needs a multiple of %d of both."
              .formatted(loss.imageBatch(), loss.videoBatch(), GROUP));
    }
    int threads = machine.threads() > 0 ? machine.threads() : Math.max(1, cores / replicas);
    return options
        .withLoss(loss.withBatches(loss.imageBatch() / replicas, loss.videoBatch() / replicas))
        .withMachine(
            new MachineOptions(
                Collections.nCopies(replicas, "cpu"),
                machine.precision(),
                threads,
                machine.decodeThreads()));
  }

  /** The same step on one processor without replicas, its threads left to the engine. */
  public static TrainingOptions joined(TrainingOptions options) {
    LossOptions loss = options.loss();
    MachineOptions machine = options.machine();
    int replicas = machine.replicas();
    return options
        .withLoss(loss.withBatches(loss.imageBatch() * replicas, loss.videoBatch() * replicas))
        .withMachine(
            new MachineOptions(
                List.of("cpu"),
                machine.precision(),
                replicas == 1 ? machine.threads() : 0,
                machine.decodeThreads()));
  }

  private static boolean shares(int batch, int replicas) {
    return batch % (replicas * GROUP) == 0;
  }
}
