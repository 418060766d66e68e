package dev.kymo.studio.runs;

import dev.kymo.inference.file.FileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Follows the newest lines of a log, at most {@value #MOST_LINES} and those of the last megabyte at
 * the start. Used by one thread at a time.
 */
final class LogTail {

  private static final int MOST_LINES = 20_000;
  private static final int START_BYTES = 1 << 20;
  private static final int CHUNK = 1 << 16;
  private static final int LONGEST_LINE = 1 << 14;

  private final Path file;
  private final Deque<String> lines = new ArrayDeque<>();
  private final StringBuilder open = new StringBuilder();
  private long position = -1;

  LogTail(Path file) {
    this.file = file;
  }

  /** Reads on; says whether there was anything new. */
  boolean poll() throws FileException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      boolean cut = false;
      if (position < 0 || size < position) {
        lines.clear();
        open.setLength(0);
        position = Math.max(0, size - START_BYTES);
        cut = position > 0;
      }
      if (size == position) {
        return false;
      }
      ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
      while (channel.read(chunk.clear(), position) > 0) {
        position += chunk.position();
        take(new String(chunk.array(), 0, chunk.position(), StandardCharsets.UTF_8));
      }
      if (cut && !lines.isEmpty()) {
        // It began somewhere in a line.
        lines.removeFirst();
      }
      return true;
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw FileException.reading(file, e);
    }
  }

  private void take(String text) {
    int start = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      open.append(text, start, end);
      if (lines.size() == MOST_LINES) {
        lines.removeFirst();
      }
      lines.addLast(open.toString().stripTrailing());
      open.setLength(0);
      start = end + 1;
    }
    if (open.length() < LONGEST_LINE) {
      open.append(text, start, text.length());
    }
  }

  List<String> lines() {
    return List.copyOf(lines);
  }
}
