package dev.kymo.studio.frames;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Stands for the interface's thread: the test runs what arrives. */
final class ManualExecutor implements Executor {

  private static final long PATIENCE_SECONDS = 10;

  private final BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();

  @Override
  public void execute(Runnable task) {
    queue.add(task);
  }

  /** Runs what arrives until the condition holds; fails when it never does. */
  void runUntil(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      Runnable task = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (task == null) {
        throw new AssertionError("nothing arrives any more");
      }
      task.run();
    }
  }

  /** Runs what has arrived. */
  void runAll() {
    for (Runnable task = queue.poll(); task != null; task = queue.poll()) {
      task.run();
    }
  }
}
