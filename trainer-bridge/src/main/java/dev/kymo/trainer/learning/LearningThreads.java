package dev.kymo.trainer.learning;

import ai.djl.engine.EngineException;
import dev.kymo.inference.kernel.Compute;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/**
 * How the cores share a step. Small operations gain nothing from a second thread, which takes as
 * long to wake as they take; so the batch is cut into parts, each computed by a thread of its own.
 * What the parts add up to does not depend on which is ready first.
 */
final class LearningThreads implements AutoCloseable {
  /** A part of fewer images spends most of its time on what does not depend on their number. */
  private static final int FEWEST_IMAGES = 2;

  private final Compute compute;
  private final int parts;
  private final int before;
  private final ExecutorService others;

  private LearningThreads(Compute compute, int parts, int threadsOfPart) {
    this.compute = compute;
    this.parts = parts;
    this.before = compute.threads();
    compute.limitThreads(threadsOfPart);
    others =
        Executors.newFixedThreadPool(
            Math.max(1, parts - 1),
            work -> {
              Thread thread = new Thread(work, "learning");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Threads for a device.
   *
   * @param asked how many cores are used; 0 for all; on a card it does not matter
   * @param batch images in a step
   */
  static LearningThreads open(Compute compute, int asked, int batch) {
    if (compute.device().isGpu()) {
      return new LearningThreads(compute, 1, compute.threads());
    }
    int cores = asked > 0 ? asked : Runtime.getRuntime().availableProcessors();
    int parts = Math.max(1, Math.min(cores, batch / FEWEST_IMAGES));
    return new LearningThreads(compute, parts, Math.max(1, cores / parts));
  }

  /** How many parts a batch is cut into. */
  int parts() {
    return parts;
  }

  /**
   * Computes all parts, the first on the calling thread.
   *
   * @return the results in the order of the parts
   * @throws EngineException from a part, after all have ended
   */
  <T> List<T> run(IntFunction<T> work) throws InterruptedException {
    List<Future<T>> running = new ArrayList<>();
    for (int part = 1; part < parts; part++) {
      int number = part;
      running.add(
          others.submit(
              () -> {
                compute.enterTrainingThread();
                return work.apply(number);
              }));
    }
    List<T> results = new ArrayList<>();
    RuntimeException failure = null;
    try {
      results.add(work.apply(0));
    } catch (RuntimeException e) {
      failure = e;
    }
    for (Future<T> other : running) {
      try {
        results.add(other.get());
      } catch (ExecutionException e) {
        if (e.getCause() instanceof Error error) {
          throw error;
        }
        failure = failure == null ? (RuntimeException) e.getCause() : failure;
      }
    }
    if (failure != null) {
      throw failure;
    }
    return results;
  }

  @Override
  public void close() {
    others.shutdownNow();
    compute.limitThreads(before);
  }
}
