package dev.kymo.inference.clip;

import dev.kymo.inference.file.FileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Attachments in Matroska and WebM files, as tags of the whole file (RFC 9559, 5.1.8): players pass
 * over a tag that they do not know. The tag's name is its kind, its text the bytes in Base64. Files
 * may come from anywhere: only headers of elements are read until the right tag is found, and sizes
 * are checked before memory is taken.
 */
final class MatroskaAttachments {
  private static final long EBML = 0x1A45DFA3L;
  private static final long SEGMENT = 0x18538067L;
  private static final long TAGS = 0x1254C367L;
  private static final long TAG = 0x7373L;
  private static final long SIMPLE_TAG = 0x67C8L;
  private static final long TAG_NAME = 0x45A3L;
  private static final long TAG_STRING = 0x4487L;

  private static final int LONGEST_HEADER = 12;
  private static final int LONGEST_NAME = 100;

  /** An hour has some thousand clusters. */
  private static final int MOST_ELEMENTS = 1_000_000;

  private final Path file;
  private final FileChannel channel;
  private final String name;
  private final int limit;
  private int elements;

  private MatroskaAttachments(Path file, FileChannel channel, UUID kind, int limit) {
    this.file = file;
    this.channel = channel;
    this.name = name(kind);
    this.limit = limit;
  }

  /** Whether a file begins as a Matroska or WebM file does; false for one that cannot be read. */
  static boolean isMatroska(Path file) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer head = ByteBuffer.allocate(4);
      return channel.read(head, 0) == 4 && Integer.toUnsignedLong(head.getInt(0)) == EBML;
    } catch (IOException e) {
      return false;
    }
  }

  /** As {@link ClipAttachments#read}, for a file that {@link #isMatroska}. */
  static Optional<byte[]> read(Path file, UUID kind, int limit) throws FileException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      MatroskaAttachments reader = new MatroskaAttachments(file, channel, kind, limit);
      return reader.find(0, channel.size(), 0);
    } catch (IOException e) {
      throw FileException.reading(file, e);
    }
  }

  /** A temporary file that tells ffmpeg the tag; whoever asks for it deletes it. */
  static Path tagFile(ClipAttachment attachment) throws IOException {
    // This alphabet has nothing that the file's syntax knows.
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(attachment.content());
    Path tags = Files.createTempFile("kymo-tags", ".txt");
    return Files.writeString(tags, ";FFMETADATA1\n" + name(attachment.kind()) + '=' + text + '\n');
  }

  private static String name(UUID kind) {
    return "KYMO_" + kind.toString().toUpperCase(Locale.ROOT);
  }

  /** An element: what it is, where its content begins and how long that is. */
  private record Element(long id, long start, long length) {
    long end() {
      return start + length;
    }
  }

  /** Looks through the elements of a stretch, and through those that may hold tags. */
  private Optional<byte[]> find(long from, long to, int depth) throws IOException {
    for (long at = from; at < to; ) {
      Element element = element(at, to);
      boolean opened =
          (element.id == SEGMENT && depth == 0)
              || (element.id == TAGS && depth == 1)
              || (element.id == TAG && depth == 2);
      Optional<byte[]> found =
          opened ? find(element.start, element.end(), depth + 1) : Optional.empty();
      if (element.id == SIMPLE_TAG && depth == 3) {
        found = tag(element);
      }
      if (found.isPresent()) {
        return found;
      }
      at = element.end();
    }
    return Optional.empty();
  }

  private Optional<byte[]> tag(Element simple) throws IOException {
    boolean ours = false;
    Element text = null;
    for (long at = simple.start; at < simple.end(); ) {
      Element element = element(at, simple.end());
      if (element.id == TAG_NAME && element.length <= LONGEST_NAME) {
        ours = name.equalsIgnoreCase(text(element));
      } else if (element.id == TAG_STRING) {
        text = element;
      }
      at = element.end();
    }
    if (!ours || text == null) {
      return Optional.empty();
    }
    // Four letters hold three bytes.
    long bytes = text.length / 4 * 3;
    if (bytes > limit) {
      throw new FileException(
          "%s carries %d bytes, more than the %d that are read.".formatted(file, bytes, limit));
    }
    try {
      return Optional.of(Base64.getUrlDecoder().decode(text(text)));
    } catch (IllegalArgumentException e) {
      throw damaged("the project in it is no Base64");
    }
  }

  private String text(Element element) throws IOException {
    String text =
        StandardCharsets.US_ASCII.decode(read(element.start, (int) element.length)).toString();
    // It may be filled up with zeros.
    int end = text.indexOf(0);
    return end < 0 ? text : text.substring(0, end);
  }

  private Element element(long at, long end) throws IOException {
    if (++elements > MOST_ELEMENTS) {
      throw damaged("it has too many elements");
    }
    ByteBuffer head = read(at, (int) Math.min(LONGEST_HEADER, end - at));
    int idBytes = width(head, 0, 4);
    int lengthBytes = width(head, idBytes, 8);
    long id = number(head, 0, idBytes);
    long mask = (1L << (7 * lengthBytes)) - 1;
    long length = number(head, idBytes, lengthBytes) & mask;
    long start = at + idBytes + lengthBytes;
    // All ones: as long as what it is in.
    long known = length == mask ? end - start : length;
    if (known > end - start) {
      // A file that was cut short still has its tags, which stand in front.
      known = end - start;
    }
    return new Element(id, start, known);
  }

  /** How many bytes a number of variable length has: as many as zeros before its first one. */
  private int width(ByteBuffer head, int at, int most) throws FileException {
    int width =
        at < head.limit() ? Integer.numberOfLeadingZeros(head.get(at) & 0xFF) - 24 + 1 : most + 1;
    if (width > most || at + width > head.limit()) {
      throw damaged("an element of it has no length");
    }
    return width;
  }

  private static long number(ByteBuffer head, int at, int bytes) {
    long number = 0;
    for (int i = at; i < at + bytes; i++) {
      number = (number << 8) | (head.get(i) & 0xFF);
    }
    return number;
  }

  private FileException damaged(String clause) {
    return new FileException(file + " is a damaged Matroska file: " + clause + ".");
  }

  private ByteBuffer read(long at, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, at + bytes.position()) < 0) {
        throw new IOException("it became shorter while it was read");
      }
    }
    return bytes.flip();
  }
}
