package dev.kymo.trainer.process;

import dev.kymo.inference.device.ProcessEnd;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns SIGTERM and SIGINT into a request to stop, and holds the process until the run has saved
 * and left the engine: libtorch crashes when the JVM ends under it. There is no time limit for a
 * run; whoever cannot wait kills, and the run goes on from its last checkpoint.
 */
public final class ShutdownGuard implements AutoCloseable {
  /** How long work that saves nothing is waited for. */
  private static final long PATIENCE_MILLIS = 1_500;

  /** What shells say of a program that was interrupted. */
  private static final int INTERRUPTED = 130;

  private final CountDownLatch left = new CountDownLatch(1);
  private final StopRequest stop;
  private final boolean saves;
  private final Thread hook = new Thread(this::ending, "kymo-train-end");

  private ShutdownGuard(StopRequest stop, boolean saves) {
    this.stop = stop;
    this.saves = saves;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Starts to listen for signals, for a run that saves when it is asked to stop. */
  public ShutdownGuard(StopRequest stop) {
    this(stop, true);
  }

  /**
   * The same for work that has nothing to lose: in the middle of a long step it ends the process
   * without waiting for the engine.
   */
  public static ShutdownGuard ofTrial(StopRequest stop) {
    return new ShutdownGuard(stop, false);
  }

  private void ending() {
    stop.ask("It was ended by the system or by Ctrl-C.");
    try {
      if (saves) {
        left.await();
      } else if (!left.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
        ProcessEnd.now(INTERRUPTED);
      }
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
