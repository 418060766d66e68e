package dev.kymo.trainer.run;

import dev.kymo.inference.file.FileException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;

/**
 * Held by the one trainer of a run directory. The system lets go of it when the process ends, in
 * whatever way.
 */
public final class RunLock implements AutoCloseable {
  private final FileChannel channel;

  private RunLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @throws FileException with a sentence, when another trainer has it or the file cannot be made
   */
  public static RunLock take(RunDirectory run) throws FileException {
    FileChannel channel = null;
    try {
      channel =
          FileChannel.open(run.lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return new RunLock(channel);
      }
    } catch (OverlappingFileLockException e) {
      // This very process trains it: told below.
      assert e.getMessage() == null;
    } catch (IOException e) {
      throw FileException.writing(run.lockFile(), e);
    }
    close(channel);
    throw new FileException(
        "%s is being trained by another process; stop it with kymo runs stop %s, or wait for its end."
            .formatted(run, run));
  }

  /** Whether a trainer holds the lock of a run now. */
  @SuppressWarnings("try") // The lock is tried, not used.
  static boolean taken(RunDirectory run) {
    try (RunLock lock = take(run)) {
      return false;
    } catch (FileException e) {
      return true;
    }
  }

  private static void close(FileChannel channel) throws FileException {
    try {
      channel.close();
    } catch (IOException e) {
      throw new FileException("The lock of the run cannot be closed.", e);
    }
  }

  @Override
  public void close() throws FileException {
    close(channel);
  }
}
