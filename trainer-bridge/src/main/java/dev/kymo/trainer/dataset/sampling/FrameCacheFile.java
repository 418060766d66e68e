package dev.kymo.trainer.dataset.sampling;

import dev.kymo.inference.file.PendingFile;
import dev.kymo.trainer.dataset.DatasetException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;

/**
 * Decoded frames in a file: a header of 64 bytes, then the frames one after another. Frames are
 * read at their positions straight into the batch; what is used often stays in the system's file
 * cache. That is as fast as mapping the file, and a file that somebody cuts short is an error
 * instead of a fault of the process.
 *
 * <p>Header: 16 bytes {@code KYMO FRAMES 001\n}, S (int32), 0 (int32), frames (int64), fingerprint
 * (32 bytes), little-endian.
 */
final class FrameCacheFile implements FrameStore {
  private static final byte[] MAGIC = "KYMO FRAMES 001\n".getBytes(StandardCharsets.US_ASCII);
  private static final int HEADER = 64;

  private final Path file;
  private final FileChannel channel;
  private final int frameBytes;

  private FrameCacheFile(Path file, FileChannel channel, int frameBytes) {
    this.file = file;
    this.channel = channel;
    this.frameBytes = frameBytes;
  }

  /**
   * What is in a cache file.
   *
   * @param fingerprint of the dataset, 64 hexadecimal digits
   * @param size S
   * @param frames how many
   */
  record Content(String fingerprint, int size, long frames) {

    /** The name of its file. */
    String fileName() {
      return "frames-" + fingerprint.substring(0, 32) + "-" + size + ".cache";
    }

    int frameBytes() {
      return 3 * size * size;
    }

    /** The size of its file in bytes. */
    long bytes() {
      return HEADER + frames * frameBytes();
    }

    private ByteBuffer header() {
      ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
      header.put(MAGIC).putInt(size).putInt(0).putLong(frames);
      return header.put(HexFormat.of().parseHex(fingerprint)).flip();
    }
  }

  /** Fills a cache. */
  @FunctionalInterface
  interface Filling {
    /** Puts every frame. */
    void fill(FrameSink sink) throws IOException, InterruptedException;
  }

  /** Whether a whole cache of this content is there. */
  static boolean isThere(Path file, Content content) throws DatasetException {
    if (!Files.exists(file)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer header = ByteBuffer.allocate(HEADER);
      int read = 0;
      while (header.hasRemaining() && read >= 0) {
        read = channel.read(header);
      }
      return channel.size() == content.bytes() && header.flip().equals(content.header());
    } catch (IOException e) {
      throw new DatasetException(file + " cannot be read: " + e.getMessage() + ".", e);
    }
  }

  /** Writes a cache; it appears when it is whole. */
  static void write(Path file, Content content, Filling filling)
      throws IOException, InterruptedException {
    try (PendingFile pending = PendingFile.open(file)) {
      FileChannel channel = pending.channel();
      writeFully(channel, content.header(), 0);
      filling.fill(
          (frame, rgb) ->
              writeFully(channel, ByteBuffer.wrap(rgb), HEADER + frame * content.frameBytes()));
      pending.commit();
    }
  }

  private static void writeFully(FileChannel channel, ByteBuffer data, long position)
      throws IOException {
    long at = position;
    while (data.hasRemaining()) {
      at += channel.write(data, at);
    }
  }

  static FrameCacheFile open(Path file, Content content) throws DatasetException {
    try {
      return new FrameCacheFile(
          file, FileChannel.open(file, StandardOpenOption.READ), content.frameBytes());
    } catch (IOException e) {
      throw new DatasetException(file + " cannot be read: " + e.getMessage() + ".", e);
    }
  }

  @Override
  public void copy(long frame, ByteBuffer to) throws DatasetException {
    ByteBuffer part = to.slice(to.position(), frameBytes);
    long at = HEADER + frame * frameBytes;
    try {
      while (part.hasRemaining()) {
        int read = channel.read(part, at);
        if (read < 0) {
          throw new DatasetException(
              file + " has been cut short: delete it, and it will be made again.");
        }
        at += read;
      }
    } catch (DatasetException e) {
      throw e;
    } catch (IOException e) {
      throw new DatasetException(file + " cannot be read: " + e.getMessage() + ".", e);
    }
    to.position(to.position() + frameBytes);
  }

  @Override
  public void close() throws DatasetException {
    try {
      channel.close();
    } catch (IOException e) {
      throw new DatasetException(file + " cannot be closed: " + e.getMessage() + ".", e);
    }
  }
}
