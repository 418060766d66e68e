package dev.kymo.inference.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that is written beside its target under a hidden name. {@link #commit} moves it into
 * place, over an older file if there is one; {@link #close} without it leaves no trace. Whoever
 * opens the target sees the old file or the whole new one, never a part.
 */
public final class PendingFile implements AutoCloseable {
  private final Path target;
  private final Path resolved;
  private final Path part;
  private final FileChannel channel;
  private boolean committed;

  private PendingFile(Path target, Path resolved, Path part, FileChannel channel) {
    this.target = target;
    this.resolved = resolved;
    this.part = part;
    this.channel = channel;
  }

  /**
   * Starts a file.
   *
   * @param target the final name; its folder must exist
   * @throws FileException when the target is a folder or a device, or nothing can be written there
   */
  public static PendingFile open(Path target) throws FileException {
    try {
      Path resolved = Siblings.resolve(target);
      if (Files.isDirectory(resolved)) {
        throw new FileException(target + " cannot be written: it is a folder.");
      }
      if (Files.exists(resolved)) {
        if (!Files.isRegularFile(resolved)) {
          throw new FileException(target + " cannot be written: it is not an ordinary file.");
        }
        if (!Files.isWritable(resolved)) {
          throw new FileException(target + " cannot be replaced: it is write-protected.");
        }
      }
      Path part = Siblings.beside(resolved, ".part");
      FileChannel channel =
          FileChannel.open(
              part,
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      return new PendingFile(target, resolved, part, channel);
    } catch (IOException e) {
      throw FileException.writing(target, e);
    }
  }

  /** The final name, as it was asked for: the one to use in messages. */
  public Path target() {
    return target;
  }

  /** Where the bytes are until then: for programs that write by name. */
  public Path part() {
    return part;
  }

  /** Where to write; at position 0 after {@link #open}, readable and seekable. */
  public FileChannel channel() {
    return channel;
  }

  /**
   * Flushes to the disk and moves into place.
   *
   * @throws FileException when that fails; the older file is then still there
   */
  public void commit() throws FileException {
    try {
      channel.force(true);
      channel.close();
      Siblings.move(part, resolved);
      committed = true;
    } catch (IOException e) {
      throw FileException.writing(target, e);
    }
  }

  /** Discards what was written, unless it was committed. */
  @Override
  public void close() throws FileException {
    if (committed) {
      return;
    }
    try {
      channel.close();
      Files.deleteIfExists(part);
    } catch (IOException e) {
      throw FileException.writing(target, e);
    }
  }
}
