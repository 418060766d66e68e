package dev.kymo.inference.ffmpeg;

import dev.kymo.inference.file.FileException;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Ends a process that takes too long, and one whose user is interrupted while waiting for it: pipes
 * cannot be interrupted themselves. All processes share one thread that looks five times a second.
 */
final class FfmpegWatch implements AutoCloseable {
  private static final long LOOK_MILLIS = 200;

  private static final ScheduledExecutorService LOOKS =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "ffmpeg watch");
            thread.setDaemon(true);
            return thread;
          });

  private final Process process;
  private final long patience;
  private final long total;
  private final long started = System.nanoTime();
  private final Map<Thread, Long> waiting = new ConcurrentHashMap<>();
  private final ScheduledFuture<?> looking;
  private volatile boolean late;

  FfmpegWatch(Process process, FfmpegLimits limits) {
    this.process = process;
    this.patience = limits.patience().toNanos();
    this.total = limits.total().toNanos();
    this.looking =
        LOOKS.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Something that waits for the process. */
  @FunctionalInterface
  interface Wait {
    int run() throws IOException, InterruptedException;
  }

  /** Waits, but not for ever. */
  int during(Wait wait, String name) throws IOException, InterruptedException {
    checkInterrupt();
    IOException failure = null;
    int result = 0;
    waiting.put(Thread.currentThread(), System.nanoTime());
    try {
      result = wait.run();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      throw e;
    } catch (IOException e) {
      failure = e;
    } finally {
      waiting.remove(Thread.currentThread());
    }
    checkInterrupt();
    if (late) {
      throw new FileException(name + " took too long and was ended.");
    }
    if (failure != null) {
      throw failure;
    }
    return result;
  }

  private void checkInterrupt() throws InterruptedException {
    if (Thread.interrupted()) {
      process.destroyForcibly();
      throw new InterruptedException();
    }
  }

  private void look() {
    long now = System.nanoTime();
    boolean tooLong = now - started > total;
    for (var entry : waiting.entrySet()) {
      tooLong |= now - entry.getValue() > patience;
      if (entry.getKey().isInterrupted()) {
        process.destroyForcibly();
      }
    }
    if (tooLong && process.isAlive()) {
      late = true;
      process.destroyForcibly();
    }
  }

  @Override
  public void close() {
    looking.cancel(false);
  }
}
