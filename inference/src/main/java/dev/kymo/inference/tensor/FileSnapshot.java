package dev.kymo.inference.tensor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * A file as it was when it was first looked at. Reads are positional, and refused once the file has
 * changed, so that tensors read late never mix two files: a trainer replaces its newest checkpoint
 * while a studio has it open.
 *
 * @param path the file
 * @param size its length in bytes
 * @param modified when it was last written
 */
public record FileSnapshot(Path path, long size, FileTime modified) {
  /** Bounds the direct buffer that the JDK keeps for each thread that reads into heap memory. */
  private static final int CHUNK = 1 << 20;

  /**
   * Looks at a file.
   *
   * @throws TensorFileException when it is not there, is a folder, or cannot be read
   */
  public static FileSnapshot of(Path path) throws TensorFileException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      if (attributes.isDirectory()) {
        throw new TensorFileException(path, "is a folder, not a file");
      }
      if (!attributes.isRegularFile()) {
        throw new TensorFileException(path, "is not a regular file");
      }
      if (!Files.isReadable(path)) {
        throw new TensorFileException(path, "may not be read by this user");
      }
      return new FileSnapshot(path, attributes.size(), attributes.lastModifiedTime());
    } catch (TensorFileException e) {
      throw e;
    } catch (NoSuchFileException e) {
      throw new TensorFileException(path, "there is no such file", e);
    } catch (IOException e) {
      throw new TensorFileException(path, "cannot be read (" + e.getMessage() + ")", e);
    }
  }

  /**
   * Reads bytes into memory of their own.
   *
   * @param offset first byte, from 0
   * @param length how many
   * @return a little-endian buffer with exactly these bytes
   * @throws TensorFileException when the file has changed, ends early or cannot be read
   */
  public ByteBuffer read(long offset, int length) throws TensorFileException {
    try (Session session = session()) {
      return session.read(offset, length);
    }
  }

  /**
   * Opens the file for several reads.
   *
   * @throws TensorFileException when it cannot be read or is no longer what this is a snapshot of
   */
  public Session session() throws TensorFileException {
    try {
      return new Session(this, open());
    } catch (TensorFileException e) {
      throw e;
    } catch (IOException e) {
      throw new TensorFileException(path, "cannot be read (" + e.getMessage() + ")", e);
    }
  }

  /**
   * Opens the file for reading.
   *
   * @throws TensorFileException when it is no longer the file that this is a snapshot of
   */
  public FileChannel open() throws IOException {
    FileSnapshot now = of(path);
    if (now.size != size || !now.modified.equals(modified)) {
      throw new TensorFileException(path, "has changed since it was opened; open it again");
    }
    return FileChannel.open(path, StandardOpenOption.READ);
  }

  /** The file held open. */
  public static final class Session implements AutoCloseable {
    private final FileSnapshot file;
    private final FileChannel channel;

    private Session(FileSnapshot file, FileChannel channel) {
      this.file = file;
      this.channel = channel;
    }

    /** As {@link FileSnapshot#read}. */
    public ByteBuffer read(long offset, int length) throws TensorFileException {
      if (offset < 0 || length < 0 || offset > file.size - length) {
        throw new TensorFileException(file.path, "ends before byte " + offset + " + " + length);
      }
      ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
      try {
        while (bytes.position() < length) {
          bytes.limit(Math.min(length, bytes.position() + CHUNK));
          if (channel.read(bytes, offset + bytes.position()) < 0) {
            throw new TensorFileException(file.path, "became shorter while it was read");
          }
        }
      } catch (TensorFileException e) {
        throw e;
      } catch (IOException e) {
        throw new TensorFileException(file.path, "cannot be read (" + e.getMessage() + ")", e);
      }
      return bytes.flip();
    }

    @Override
    public void close() throws TensorFileException {
      try {
        channel.close();
      } catch (IOException e) {
        throw new TensorFileException(file.path, "cannot be closed (" + e.getMessage() + ")", e);
      }
    }
  }
}
