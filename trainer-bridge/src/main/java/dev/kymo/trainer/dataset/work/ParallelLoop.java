package dev.kymo.trainer.dataset.work;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/**
 * A loop whose rounds run on several threads, started in order of their index. The first failure
 * ends it; so does the question whether it is cancelled, asked before each round. When {@link #run}
 * returns, in whatever way, its threads have ended.
 */
public final class ParallelLoop {
  private final int threads;
  private final WorkProgress progress;
  private final BooleanSupplier cancelled;

  /** One round. */
  @FunctionalInterface
  public interface Body {
    /** Does the round of an index. */
    void run(int index) throws IOException, InterruptedException;
  }

  /**
   * A loop.
   *
   * @param threads at least 1
   * @param progress told after each round
   * @param cancelled asked before each round, by any of the threads
   */
  public ParallelLoop(int threads, WorkProgress progress, BooleanSupplier cancelled) {
    if (threads < 1) {
      throw new IllegalArgumentException("A loop needs a thread, not " + threads + ".");
    }
    this.threads = threads;
    this.progress = progress;
    this.cancelled = cancelled;
  }

  /**
   * Runs the rounds 0 to count - 1.
   *
   * @throws IOException the first that a round threw
   * @throws CancellationException when it was cancelled
   * @throws InterruptedException when the calling thread was interrupted
   */
  public void run(int count, Body body) throws IOException, InterruptedException {
    Run run = new Run(count, body);
    List<Thread> workers = new ArrayList<>();
    for (int i = 0; i < Math.min(threads, count); i++) {
      Thread worker = new Thread(run, "kymo-dataset-work-" + i);
      worker.setDaemon(true);
      workers.add(worker);
      worker.start();
    }
    try {
      for (Thread worker : workers) {
        worker.join();
      }
    } catch (InterruptedException e) {
      run.fail(e);
      workers.forEach(Thread::interrupt);
      joinAll(workers);
    }
    run.rethrow();
  }

  private static void joinAll(List<Thread> workers) {
    for (Thread worker : workers) {
      while (worker.isAlive()) {
        try {
          worker.join();
        } catch (InterruptedException e) {
          // Whoever is impatient is told so again, but no thread is left behind.
          worker.interrupt();
        }
      }
    }
  }

  private final class Run implements Runnable {
    private final int count;
    private final Body body;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private int done;

    Run(int count, Body body) {
      this.count = count;
      this.body = body;
    }

    @Override
    public void run() {
      try {
        int index = next.getAndIncrement();
        while (index < count && failure.get() == null) {
          if (cancelled.getAsBoolean()) {
            throw new CancellationException();
          }
          body.run(index);
          finished();
          index = next.getAndIncrement();
        }
      } catch (IOException | InterruptedException | RuntimeException | Error e) {
        fail(e);
      }
    }

    private synchronized void finished() {
      done++;
      progress.at(done, count);
    }

    void fail(Throwable thrown) {
      failure.compareAndSet(null, thrown);
    }

    void rethrow() throws IOException, InterruptedException {
      Throwable thrown = failure.get();
      if (thrown instanceof IOException e) {
        throw e;
      }
      if (thrown instanceof InterruptedException e) {
        throw e;
      }
      if (thrown instanceof RuntimeException e) {
        throw e;
      }
      if (thrown instanceof Error e) {
        throw e;
      }
    }
  }
}
