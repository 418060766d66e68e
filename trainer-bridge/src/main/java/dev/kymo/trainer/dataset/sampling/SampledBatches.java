package dev.kymo.trainer.dataset.sampling;

import dev.kymo.trainer.dataset.DatasetException;
import dev.kymo.trainer.dataset.RealBatch;
import dev.kymo.trainer.dataset.RealBatches;
import dev.kymo.trainer.dataset.SamplingPlan;
import dev.kymo.trainer.dataset.sampling.BatchGatherer.Slot;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Batches of a prepared dataset, gathered some steps ahead on other threads. One thread takes them;
 * any may close.
 *
 * <p>There is one slot of memory for each step ahead and one that the caller reads. A slot that
 * nobody needs goes back into the queue from which the threads take theirs, so that no more steps
 * are gathered than there is memory for.
 */
public final class SampledBatches implements RealBatches {
  /** Steps that are gathered ahead at least; with more threads as many as there are. */
  private static final int AHEAD = 4;

  private static final long PATIENCE_SECONDS = 60;

  private final SamplingPlan plan;
  private final Preparation preparation;
  private final BatchGatherer gatherer;
  private final ExecutorService threads;
  private final int ahead;
  private final BlockingQueue<Slot> free = new LinkedBlockingQueue<>();
  private final Map<Long, Pending> pending = new TreeMap<>();
  private Slot taken;
  private boolean closed;
  private final AtomicLong waitedNanos = new AtomicLong();

  /** A step that is being gathered, or is ready. */
  private final class Pending implements Runnable {
    private final long step;
    private final CompletableFuture<Filled> filled = new CompletableFuture<>();
    private volatile boolean unwanted;

    Pending(long step) {
      this.step = step;
    }

    @Override
    public void run() {
      if (unwanted) {
        return;
      }
      Slot slot;
      try {
        slot = free.take();
      } catch (InterruptedException e) {
        filled.completeExceptionally(e);
        Thread.currentThread().interrupt();
        return;
      }
      try {
        Filled result = new Filled(slot, gatherer.gather(step, slot));
        if (!filled.complete(result)) {
          free.add(slot);
        }
      } catch (DatasetException | RuntimeException | Error e) {
        free.add(slot);
        filled.completeExceptionally(e);
      }
    }

    /** Gives up the step, at whatever stage it is; its slot comes back. */
    void discard() {
      unwanted = true;
      if (!filled.cancel(false) && !filled.isCompletedExceptionally()) {
        free.add(filled.join().slot());
      }
    }
  }

  private record Filled(Slot slot, RealBatch batch) {}

  SampledBatches(
      SamplingPlan plan, Preparation preparation, BatchGatherer gatherer, int threadCount) {
    this.plan = plan;
    this.preparation = preparation;
    this.gatherer = gatherer;
    this.ahead = Math.max(AHEAD, threadCount);
    for (int i = 0; i <= ahead; i++) {
      free.add(gatherer.newSlot());
    }
    AtomicInteger number = new AtomicInteger();
    this.threads =
        Executors.newFixedThreadPool(
            threadCount,
            work -> {
              Thread thread = new Thread(work, "kymo-batches-" + number.getAndIncrement());
              thread.setDaemon(true);
              return thread;
            });
  }

  /** What the dataset turned out to be. */
  public Preparation preparation() {
    return preparation;
  }

  /** What batches these are. */
  public SamplingPlan plan() {
    return plan;
  }

  @Override
  public RealBatch take(long step) throws DatasetException, InterruptedException {
    if (step < 0) {
      throw new IllegalArgumentException("There is no step " + step + ".");
    }
    CompletableFuture<Filled> wanted = ask(step);
    long started = System.nanoTime();
    boolean ready = wanted.isDone();
    Filled filled;
    try {
      filled = wanted.get();
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } finally {
      if (!ready) {
        waitedNanos.addAndGet(System.nanoTime() - started);
      }
    }
    synchronized (this) {
      taken = filled.slot();
      pending.remove(step);
      if (!closed) {
        schedule(step + 1);
      }
    }
    return filled.batch();
  }

  /** Hands the last batch back, drops what is not needed any more, and asks for a step. */
  private synchronized CompletableFuture<Filled> ask(long step) {
    if (closed) {
      throw new IllegalStateException("These batches are closed.");
    }
    if (taken != null) {
      free.add(taken);
      taken = null;
    }
    for (Iterator<Pending> all = pending.values().iterator(); all.hasNext(); ) {
      Pending one = all.next();
      boolean needed = one.step >= step && one.step < step + ahead;
      // A step that failed before is tried again.
      if (!needed || one.filled.isCompletedExceptionally()) {
        one.discard();
        all.remove();
      }
    }
    schedule(step);
    return pending.get(step).filled;
  }

  /** Sees to it that the steps from here on are under way, as many as there are slots for. */
  private void schedule(long from) {
    for (long step = from; step < from + ahead; step++) {
      if (!pending.containsKey(step)) {
        Pending one = new Pending(step);
        pending.put(step, one);
        threads.execute(one);
      }
    }
  }

  private static DatasetException failure(Throwable cause) {
    if (cause instanceof DatasetException e) {
      return e;
    }
    if (cause instanceof Error e) {
      throw e;
    }
    if (cause instanceof IllegalStateException e) {
      throw e;
    }
    throw new IllegalStateException("A batch could not be gathered.", cause);
  }

  @Override
  public long waitedNanos() {
    return waitedNanos.get();
  }

  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      threads.shutdownNow();
      IllegalStateException end = new IllegalStateException("These batches are closed.");
      pending.values().forEach(one -> one.filled.completeExceptionally(end));
    }
    try {
      if (!threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("A thread that gathers batches does not end.");
      }
      gatherer.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (DatasetException e) {
      // Everything has been read; only the system's handle is left, which ends with the process.
      throw new IllegalStateException(e);
    }
  }
}
