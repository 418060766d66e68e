package dev.kymo.inference.carry;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Splits work over the threads of an executor that others may use, too. The calling thread takes
 * part, and waits only for parts that have begun: a busy executor makes it slow, never stuck.
 */
public final class RowLoop {
  private final Executor executor;
  private final int threads;

  /** Part of the work. */
  @FunctionalInterface
  interface Rows {
    /** Does the rows from one, included, to another, excluded. */
    void run(int from, int to);
  }

  /**
   * A loop.
   *
   * @param executor whose threads help
   * @param threads how many work at most, the calling one included; at least 1
   */
  public RowLoop(Executor executor, int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("A loop needs a thread, not " + threads + ".");
    }
    this.executor = executor;
    this.threads = threads;
  }

  /** A loop on the calling thread alone. */
  public static RowLoop here() {
    return new RowLoop(Runnable::run, 1);
  }

  /**
   * Does all rows and returns when they are done.
   *
   * @param rows how many
   * @param chunk how many make a part
   */
  void run(int rows, int chunk, Rows body) {
    int parts = (rows + chunk - 1) / chunk;
    Run run = new Run(rows, chunk, parts, body);
    try {
      for (int i = 1; i < Math.min(threads, parts); i++) {
        executor.execute(run);
      }
    } catch (RejectedExecutionException e) {
      // An executor that is shut down helps nobody; the work is done here.
      run.work();
    }
    run.work();
    run.await();
  }

  private static final class Run implements Runnable {
    private final int rows;
    private final int chunk;
    private final int parts;
    private final Rows body;
    private final AtomicInteger next = new AtomicInteger();
    private final CountDownLatch done;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    Run(int rows, int chunk, int parts, Rows body) {
      this.rows = rows;
      this.chunk = chunk;
      this.parts = parts;
      this.body = body;
      done = new CountDownLatch(parts);
    }

    @Override
    public void run() {
      work();
    }

    void work() {
      for (int part = next.getAndIncrement(); part < parts; part = next.getAndIncrement()) {
        try {
          if (failure.get() == null) {
            body.run(part * chunk, Math.min(rows, (part + 1) * chunk));
          }
        } catch (RuntimeException | Error e) {
          failure.compareAndSet(null, e);
        } finally {
          done.countDown();
        }
      }
    }

    void await() {
      boolean interrupted = false;
      while (done.getCount() > 0) {
        try {
          done.await();
        } catch (InterruptedException e) {
          // Parts that have begun still write to the caller's arrays.
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      Throwable thrown = failure.get();
      if (thrown instanceof Error e) {
        throw e;
      }
      if (thrown instanceof RuntimeException e) {
        throw e;
      }
    }
  }
}
