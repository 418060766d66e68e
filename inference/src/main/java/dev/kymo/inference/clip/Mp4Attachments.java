package dev.kymo.inference.clip;

import dev.kymo.inference.file.FileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;

/**
 * Attachments in MP4 files, as boxes of type {@code uuid} behind everything else (ISO/IEC 14496-12,
 * 4.2): players pass over a box that they do not know. Files may come from anywhere: only box
 * headers are read until the right box is found, and sizes are checked before memory is taken.
 */
final class Mp4Attachments {
  private static final int FILE_TYPE = 0x66747970;
  private static final int UUID_TYPE = 0x75756964;
  private static final int HEADER = 8;
  private static final int LONG_HEADER = 16;
  private static final int UUID_BYTES = 16;

  /** A fragmented clip has two boxes for each fragment. */
  private static final int MOST_BOXES = 100_000;

  private Mp4Attachments() {}

  /** Whether a file begins as an MP4 does; false for one that cannot be read. */
  static boolean isMp4(Path file) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return channel.size() >= HEADER && read(channel, 0, HEADER).getInt(4) == FILE_TYPE;
    } catch (IOException e) {
      return false;
    }
  }

  /** As {@link ClipAttachments#read}. */
  static Optional<byte[]> read(Path file, UUID kind, int limit) throws FileException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size < HEADER || read(channel, 0, HEADER).getInt(4) != FILE_TYPE) {
        throw new FileException(file + " is not an MP4 file.");
      }
      return find(file, channel, kind, limit);
    } catch (IOException e) {
      throw FileException.reading(file, e);
    }
  }

  private static Optional<byte[]> find(Path file, FileChannel channel, UUID kind, int limit)
      throws IOException {
    long end = channel.size();
    long at = 0;
    for (int boxes = 0; at <= end - HEADER; boxes++) {
      if (boxes == MOST_BOXES) {
        throw new FileException(file + " is a damaged MP4 file: it has too many boxes.");
      }
      ByteBuffer head = read(channel, at, (int) Math.min(end - at, LONG_HEADER + UUID_BYTES));
      Box box = box(head, end - at);
      if (box.bytes < box.header || box.bytes > end - at) {
        throw new FileException(
            file + " is a damaged MP4 file: a box at byte " + at + " goes past its end.");
      }
      long content = box.bytes - box.header - UUID_BYTES;
      if (head.getInt(4) == UUID_TYPE && content >= 0 && isKind(head, box.header, kind)) {
        if (content > limit) {
          throw new FileException(
              "%s carries %d bytes, more than the %d that are read."
                  .formatted(file, content, limit));
        }
        return Optional.of(read(channel, at + box.header + UUID_BYTES, (int) content).array());
      }
      at += box.bytes;
    }
    return Optional.empty();
  }

  /** A box's header and whole length in bytes. */
  private record Box(int header, long bytes) {}

  private static Box box(ByteBuffer head, long left) {
    long size = Integer.toUnsignedLong(head.getInt(0));
    if (size == 0) {
      return new Box(HEADER, left);
    }
    if (size == 1) {
      // Without room for the long size it is damaged, which a length of 0 shows.
      return new Box(LONG_HEADER, head.limit() < LONG_HEADER ? 0 : head.getLong(HEADER));
    }
    return new Box(HEADER, size);
  }

  private static boolean isKind(ByteBuffer head, int header, UUID kind) {
    return head.getLong(header) == kind.getMostSignificantBits()
        && head.getLong(header + Long.BYTES) == kind.getLeastSignificantBits();
  }

  private static ByteBuffer read(FileChannel channel, long at, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, at + bytes.position()) < 0) {
        throw new IOException("it became shorter while it was read");
      }
    }
    return bytes.flip();
  }

  /** Puts an attachment behind a complete MP4, whose last box must state its size. */
  static void append(FileChannel channel, ClipAttachment attachment) throws IOException {
    byte[] content = attachment.content();
    ByteBuffer box =
        ByteBuffer.allocate(Math.addExact(HEADER + UUID_BYTES, content.length))
            .putInt(HEADER + UUID_BYTES + content.length)
            .putInt(UUID_TYPE)
            .putLong(attachment.kind().getMostSignificantBits())
            .putLong(attachment.kind().getLeastSignificantBits())
            .put(content)
            .flip();
    long at = channel.size();
    while (box.hasRemaining()) {
      at += channel.write(box, at);
    }
  }
}
