package dev.kymo.studio.document;

import dev.kymo.inference.file.FileException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Keeps unsaved edits on the disk while they are made, at most two seconds behind: the first edit
 * starts a clock, and when it rings whatever is newest by then is written, on a thread of its own.
 */
public final class Autosave implements AutoCloseable {
  /** How far the disk may be behind; with a slow disk on top a kill loses less than 5 seconds. */
  public static final Duration DELAY = Duration.ofSeconds(2);

  private static final long PATIENCE_SECONDS = 5;

  private final KeptSlot<Recovery> slot;
  private final Consumer<FileException> failed;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread made = new Thread(work, "kymo-autosave");
            made.setDaemon(true);
            return made;
          });
  private Optional<Recovery> newest = Optional.empty();
  private boolean ringing;
  private boolean closed;

  /**
   * Nothing to keep yet.
   *
   * @param slot where edits are kept; discarded at the end
   * @param failed told when they cannot be, on the autosave's thread
   */
  public Autosave(KeptSlot<Recovery> slot, Consumer<FileException> failed) {
    this.slot = slot;
    this.failed = failed;
  }

  /** There are unsaved edits, or, with nothing, everything is saved. */
  public synchronized void changed(Optional<Recovery> unsaved) {
    newest = unsaved;
    if (!ringing && !closed) {
      ringing = true;
      later(this::write, DELAY);
    }
  }

  /**
   * Takes over what another studio left: it is forgotten there once it is kept here.
   *
   * @param unsaved what was taken over
   */
  public void adopt(Recovery unsaved, KeptSlot<Recovery> orphan) {
    changed(Optional.of(unsaved));
    later(
        () -> {
          write();
          orphan.discard();
        },
        Duration.ZERO);
  }

  private synchronized void later(Runnable work, Duration delay) {
    if (!closed) {
      Future<?> unused = thread.schedule(work, delay.toMillis(), TimeUnit.MILLISECONDS);
      // Failures are told by the work itself.
      Objects.requireNonNull(unused);
    }
  }

  /** Writes what is newest now. */
  private void write() {
    Optional<Recovery> edits;
    synchronized (this) {
      ringing = false;
      edits = newest;
    }
    if (edits.isEmpty()) {
      slot.clear();
    } else if (!edits.equals(slot.content())) {
      try {
        slot.keep(edits.get());
      } catch (FileException e) {
        failed.accept(e);
      }
    }
  }

  /** Ends as a studio that is closed in peace: nothing is kept. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      newest = Optional.empty();
    }
    thread.shutdownNow();
    try {
      thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    slot.discard();
  }
}
