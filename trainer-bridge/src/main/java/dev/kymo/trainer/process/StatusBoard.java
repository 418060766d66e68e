package dev.kymo.trainer.process;

import dev.kymo.inference.file.FileException;
import dev.kymo.trainer.run.RunDirectory;
import dev.kymo.trainer.run.RunStatus;
import java.util.function.UnaryOperator;

/**
 * Keeps {@code status.json} up to date: at once when the state changes, and every few seconds from
 * a thread of its own, so that a long step does not look like a death.
 */
final class StatusBoard implements AutoCloseable {
  private static final long BEAT_MILLIS = 3_000;

  private final RunDirectory run;
  private final Thread beats = new Thread(this::beat, "kymo-heartbeat");
  private RunStatus status;
  private boolean closed;

  StatusBoard(RunDirectory run, RunStatus first) throws FileException {
    this.run = run;
    this.status = first;
    publish();
    beats.setDaemon(true);
    beats.start();
  }

  /** Changes the status; the file follows with the next heartbeat. */
  synchronized void change(UnaryOperator<RunStatus> change) {
    status = change.apply(status);
  }

  /** Changes the status and the file. */
  void show(UnaryOperator<RunStatus> change) throws FileException {
    change(change);
    publish();
  }

  synchronized RunStatus status() {
    return status;
  }

  private synchronized void publish() throws FileException {
    status = status.beating(System.currentTimeMillis());
    status.write(run);
  }

  private synchronized void beat() {
    try {
      while (!closed) {
        // Lets go of this object while it waits.
        wait(BEAT_MILLIS);
        if (!closed) {
          beatOnce();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void beatOnce() {
    try {
      publish();
    } catch (FileException e) {
      // A full disk ends the run where it saves, with a sentence; here the next beat may succeed.
      change(s -> s);
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    try {
      beats.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
