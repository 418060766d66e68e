package dev.kymo.studio.document;

import dev.kymo.inference.file.FileException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Where one studio keeps its unsaved edits, with the lock that says so. Thread-safe. */
public final class RecoverySlot {
  private static final Logger LOG = Logger.getLogger(RecoverySlot.class.getName());

  private final Path file;
  private final Path lockFile;
  private final FileChannel lock;
  private Optional<Recovery> content = Optional.empty();

  RecoverySlot(Path file, Path lockFile, FileChannel lock) {
    this.file = file;
    this.lockFile = lockFile;
    this.lock = lock;
  }

  /** What is kept here; empty when everything is saved. */
  public synchronized Optional<Recovery> content() {
    return content;
  }

  Instant time() {
    return content().map(Recovery::time).orElse(Instant.EPOCH);
  }

  synchronized void load() throws FileException {
    try {
      content = Optional.of(RecoveryJson.read(ProjectFile.text(file), file.getParent()));
    } catch (JsonFault e) {
      throw new FileException(file + " holds no sound edits: " + e.getMessage() + ".", e);
    }
  }

  /**
   * Keeps edits, in place of what was kept before.
   *
   * @throws FileException with a sentence, when they cannot be written; what was kept is still
   *     there
   */
  public synchronized void keep(Recovery edits) throws FileException {
    if (!lock.isOpen()) {
      return;
    }
    ProjectFile.write(file, RecoveryJson.write(edits, file.getParent()));
    content = Optional.of(edits);
  }

  /** Everything is saved: nothing is kept any more. */
  public synchronized void clear() {
    content = Optional.empty();
    delete(file);
  }

  /** Lets go of the place and leaves what is kept there for another studio. */
  public synchronized void release() {
    try {
      lock.close();
    } catch (IOException e) {
      LOG.log(Level.FINE, "The lock " + lockFile + " is let go of with the process", e);
    }
  }

  /** Forgets what is kept and lets go of the place. */
  public synchronized void discard() {
    clear();
    // While it is still held, so that nobody else takes the name in between.
    delete(lockFile);
    release();
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      LOG.log(Level.WARNING, path + " cannot be removed", e);
    }
  }
}
