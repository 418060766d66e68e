package dev.kymo.inference.checkpoint.torch;

import com.google.errorprone.annotations.FormatMethod;
import dev.kymo.inference.tensor.FileSnapshot;
import dev.kymo.inference.tensor.TensorFileException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads the directory of a zip archive so that every length is checked against the file before it
 * is believed (APPNOTE.TXT 6.3, sections 4.3.7 to 4.3.16, with zip64).
 */
final class ZipDirectory {
  private static final int END_SIZE = 22;
  private static final int END = 0x06054b50;
  private static final int LOCATOR64 = 0x07064b50;
  private static final int END64 = 0x06064b50;
  private static final int CENTRAL = 0x02014b50;
  private static final int LOCAL = 0x04034b50;
  private static final int MAX_COMMENT = 0xFFFF;
  private static final long NONE32 = 0xFFFFFFFFL;

  /** A directory of 300,000 entries; a full checkpoint has about 2,000. */
  private static final long MAX_DIRECTORY = 32L << 20;

  private final FileSnapshot file;
  private final FileSnapshot.Session session;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private ZipDirectory(FileSnapshot file, FileSnapshot.Session session) {
    this.file = file;
    this.session = session;
  }

  /**
   * An entry of the archive.
   *
   * @param name with its folders
   * @param offset where its bytes begin in the file
   * @param size how many bytes it takes there
   * @param crc the CRC-32 of its contents
   * @param stored whether the bytes are the contents, not compressed
   */
  record Entry(String name, long offset, long size, int crc, boolean stored) {}

  /** Where the central directory lies. */
  private record Directory(long offset, long size, long count) {}

  /** The entries by name, in the directory's order; all of them lie inside the file. */
  static Map<String, Entry> read(FileSnapshot file) throws TensorFileException {
    try (FileSnapshot.Session session = file.session()) {
      ZipDirectory reader = new ZipDirectory(file, session);
      reader.readDirectory(reader.findDirectory());
      return Collections.unmodifiableMap(reader.entries);
    }
  }

  private Directory findDirectory() throws TensorFileException {
    int length = (int) Math.min(file.size(), END_SIZE + MAX_COMMENT);
    long start = file.size() - length;
    ByteBuffer tail = session.read(start, length);
    for (int at = length - END_SIZE; at >= 0; at--) {
      if (tail.getInt(at) == END && at + END_SIZE + u16(tail, at + 20) == length) {
        return directoryOf(tail, at, start + at);
      }
    }
    throw fault("is cut short or damaged: the end of its zip archive is missing");
  }

  private Directory directoryOf(ByteBuffer tail, int at, long endOffset)
      throws TensorFileException {
    long count = u16(tail, at + 10);
    long size = u32(tail, at + 12);
    long offset = u32(tail, at + 16);
    long before = endOffset;
    if (count == 0xFFFF || size == NONE32 || offset == NONE32) {
      long locatorOffset = endOffset - 20;
      ByteBuffer locator = bytes(locatorOffset, 20);
      if (locator.getInt(0) != LOCATOR64) {
        throw fault("is damaged: its zip archive ends oddly");
      }
      before = locator.getLong(8);
      ByteBuffer end64 = bytes(before, 56);
      if (end64.getInt(0) != END64) {
        throw fault("is damaged: its zip archive ends oddly");
      }
      count = end64.getLong(32);
      size = end64.getLong(40);
      offset = end64.getLong(48);
    }
    if (size < 0 || offset < 0 || count < 0 || size > before || offset > before - size) {
      throw fault("is damaged: its zip directory lies outside the file");
    }
    if (size > MAX_DIRECTORY || count > size / 46) {
      throw fault("has a zip directory of %d bytes for %d entries", size, count);
    }
    return new Directory(offset, size, count);
  }

  private void readDirectory(Directory directory) throws TensorFileException {
    ByteBuffer bytes = bytes(directory.offset(), (int) directory.size());
    for (long i = 0; i < directory.count(); i++) {
      if (bytes.remaining() < 46 || bytes.getInt(bytes.position()) != CENTRAL) {
        throw fault("is damaged: its zip directory breaks off");
      }
      int at = bytes.position();
      int nameLength = u16(bytes, at + 28);
      int extraLength = u16(bytes, at + 30);
      int next = 46 + nameLength + extraLength + u16(bytes, at + 32);
      if (next > bytes.remaining()) {
        throw fault("is damaged: its zip directory breaks off");
      }
      byte[] name = new byte[nameLength];
      bytes.get(at + 46, name);
      ByteBuffer extra = bytes.slice(at + 46 + nameLength, extraLength).order(bytes.order());
      addEntry(new String(name, StandardCharsets.UTF_8), bytes, at, extra, directory.offset());
      bytes.position(at + next);
    }
  }

  private void addEntry(String name, ByteBuffer header, int at, ByteBuffer extra, long limit)
      throws TensorFileException {
    int flags = u16(header, at + 8);
    int method = u16(header, at + 10);
    long packed = u32(header, at + 20);
    long size = u32(header, at + 24);
    long local = u32(header, at + 42);
    ByteBuffer wide = zip64(extra);
    if (size == NONE32) {
      size = next(wide);
    }
    if (packed == NONE32) {
      packed = next(wide);
    }
    if (local == NONE32) {
      local = next(wide);
    }
    if ((flags & 1) != 0) {
      throw fault("%s is encrypted", name);
    }
    if (packed < 0 || local < 0 || local > limit - 30 || packed > limit) {
      throw fault("%s lies outside the file", name);
    }
    ByteBuffer localHeader = bytes(local, 30);
    long offset = local + 30 + u16(localHeader, 26) + u16(localHeader, 28);
    if (localHeader.getInt(0) != LOCAL || offset > limit - packed) {
      throw fault("%s is cut short or damaged", name);
    }
    Entry entry =
        new Entry(name, offset, packed, header.getInt(at + 16), method == 0 && packed == size);
    if (entries.putIfAbsent(name, entry) != null) {
      throw fault("%s is in the archive twice", name);
    }
  }

  private static ByteBuffer zip64(ByteBuffer extra) {
    ByteBuffer rest = extra.duplicate().order(extra.order());
    while (rest.remaining() >= 4) {
      int id = rest.getShort() & 0xFFFF;
      int length = Math.min(rest.getShort() & 0xFFFF, rest.remaining());
      if (id == 1) {
        return rest.slice(rest.position(), length).order(extra.order());
      }
      rest.position(rest.position() + length);
    }
    return ByteBuffer.allocate(0);
  }

  private long next(ByteBuffer wide) throws TensorFileException {
    if (wide.remaining() < 8) {
      throw fault("is damaged: its zip directory breaks off");
    }
    return wide.getLong();
  }

  private ByteBuffer bytes(long offset, int length) throws TensorFileException {
    if (offset < 0 || offset > file.size() - length) {
      throw fault("is damaged: its zip directory points outside the file");
    }
    return session.read(offset, length);
  }

  @FormatMethod
  private TensorFileException fault(String format, Object... arguments) {
    return new TensorFileException(file.path(), format.formatted(arguments));
  }

  private static int u16(ByteBuffer bytes, int at) {
    return bytes.getShort(at) & 0xFFFF;
  }

  private static long u32(ByteBuffer bytes, int at) {
    return bytes.getInt(at) & NONE32;
  }
}
