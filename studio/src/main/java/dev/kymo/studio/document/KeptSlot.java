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

/** Where one studio keeps something, with the lock that says so. Thread-safe. */
public final class KeptSlot<T> {
  private static final Logger LOG = Logger.getLogger(KeptSlot.class.getName());

  private final KeptFormat<T> format;
  private final Path file;
  private final Path lockFile;
  private final FileChannel lock;
  private Optional<T> content = Optional.empty();

  KeptSlot(KeptFormat<T> format, Path file, Path lockFile, FileChannel lock) {
    this.format = format;
    this.file = file;
    this.lockFile = lockFile;
    this.lock = lock;
  }

  /** What is kept here; empty when there is nothing to keep. */
  public synchronized Optional<T> content() {
    return content;
  }

  Instant time() {
    return content().map(format::time).orElse(Instant.EPOCH);
  }

  synchronized void load() throws FileException {
    try {
      content = Optional.of(format.read(ProjectFile.text(file), file.getParent()));
    } catch (JsonFault e) {
      throw new FileException(file + " is not sound: " + e.getMessage() + ".", e);
    }
  }

  /**
   * Keeps something, in place of what was kept before.
   *
   * @throws FileException with a sentence, when they cannot be written; what was kept is still
   *     there
   */
  public synchronized void keep(T value) throws FileException {
    if (!lock.isOpen()) {
      return;
    }
    ProjectFile.write(file, format.write(value, file.getParent()));
    content = Optional.of(value);
  }

  /** Nothing is kept any more. */
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
