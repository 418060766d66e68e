package dev.kymo.studio.background;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs jobs on a few daemon threads and calls back on the executor that it is given. */
public final class ThreadedJobRunner implements JobRunner, AutoCloseable {

  private static final int THREADS = 4;
  private static final long PATIENCE_SECONDS = 5;

  private final Executor callbacks;
  private final ExecutorService workers;
  private final Set<JobHandle<?>> running = ConcurrentHashMap.newKeySet();

  /**
   * Starts with no threads; they come with the first jobs.
   *
   * @param callbacks where properties change and listeners are called: the JavaFX thread
   */
  public ThreadedJobRunner(Executor callbacks) {
    this.callbacks = callbacks;
    AtomicInteger count = new AtomicInteger();
    this.workers =
        Executors.newFixedThreadPool(
            THREADS,
            work -> {
              Thread thread = new Thread(work, "kymo-job-" + count.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  @Override
  public <T> JobHandle<T> run(String name, Job<T> job) {
    JobHandle<T> handle = new JobHandle<>(name, callbacks);
    running.add(handle);
    try {
      workers.execute(
          () -> {
            try {
              handle.execute(job);
            } finally {
              running.remove(handle);
            }
          });
    } catch (RejectedExecutionException e) {
      // The window is closing: what is still wanted ends as if it had been cancelled.
      running.remove(handle);
      handle.refuse();
    }
    return handle;
  }

  /** Cancels what runs and waits a little for it to stop, so that nothing half-written is left. */
  @Override
  public void close() {
    running.forEach(JobHandle::cancel);
    workers.shutdown();
    try {
      if (!workers.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        workers.shutdownNow();
      }
    } catch (InterruptedException e) {
      workers.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
