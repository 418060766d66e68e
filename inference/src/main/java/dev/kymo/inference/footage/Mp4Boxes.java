package dev.kymo.inference.footage;

import dev.kymo.inference.file.FileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** The outermost boxes of MP4 and QuickTime files: enough to see whether the end is missing. */
final class Mp4Boxes {
  private static final int MOST_BOXES = 100_000;
  private static final Set<String> FIRST = Set.of("ftyp", "moov", "mdat", "wide", "free", "skip");

  private Mp4Boxes() {}

  /**
   * Whether a box claims to end behind the end of the file. False for other kinds of files.
   *
   * @throws FileException with a sentence, when the file cannot be read
   */
  static boolean cutShort(Path file) throws FileException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      long at = 0;
      for (int box = 0; box < MOST_BOXES && at + 8 <= size; box++) {
        ByteBuffer head = ByteBuffer.allocate(16);
        int read = channel.read(head, at);
        while (read > 0 && head.hasRemaining()) {
          read = channel.read(head, at + head.position());
        }
        String type = new String(head.array(), 4, 4, StandardCharsets.ISO_8859_1);
        if (box == 0 && !FIRST.contains(type)) {
          return false;
        }
        long length = head.getInt(0) & 0xFFFFFFFFL;
        if (length == 1) {
          length = head.getLong(8);
        } else if (length == 0) {
          return false;
        }
        if (length < 8) {
          return false;
        }
        if (length > size - at) {
          return true;
        }
        at += length;
      }
      return false;
    } catch (IOException e) {
      throw FileException.reading(file, e);
    }
  }
}
