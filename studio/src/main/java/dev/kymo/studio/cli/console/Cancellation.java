package dev.kymo.studio.cli.console;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Ctrl-C and SIGTERM as a question that work asks between two steps. The process ends only when the
 * work has cleaned up: it must not end while the tensor engine computes, nor leave half a file.
 */
public final class Cancellation implements AutoCloseable, BooleanSupplier {
  private static final long PATIENCE_SECONDS = 30;

  private final CountDownLatch cleanedUp = new CountDownLatch(1);
  private final Thread hook = new Thread(this::interrupted, "kymo-cancel");
  private volatile boolean cancelled;

  /** Starts to listen for signals. */
  public Cancellation() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Whether the work is to end. */
  @Override
  public boolean getAsBoolean() {
    return cancelled;
  }

  private void interrupted() {
    cancelled = true;
    try {
      cleanedUp.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The work has ended, one way or another. */
  @Override
  public void close() {
    cleanedUp.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending: the hook is what ends it.
      assert cancelled : e;
    }
  }
}
