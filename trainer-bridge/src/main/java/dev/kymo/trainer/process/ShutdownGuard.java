package dev.kymo.trainer.process;

import java.util.concurrent.CountDownLatch;

/**
 * Turns SIGTERM and SIGINT into a request to stop, and holds the process until the run has saved
 * and left the engine: libtorch crashes when the JVM ends under it. There is no time limit; whoever
 * cannot wait kills, and the run goes on from its last checkpoint.
 */
public final class ShutdownGuard implements AutoCloseable {
  private final CountDownLatch left = new CountDownLatch(1);
  private final StopRequest stop;
  private final Thread hook = new Thread(this::ending, "kymo-train-end");

  /** Starts to listen for signals. */
  public ShutdownGuard(StopRequest stop) {
    this.stop = stop;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void ending() {
    stop.ask("It was ended by the system or by Ctrl-C.");
    try {
      left.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The run has left the engine. */
  @Override
  public void close() {
    left.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending: the hook is what ends it.
      assert stop.getAsBoolean() : e;
    }
  }
}
