package dev.kymo.inference.checkpoint.torch;

import dev.kymo.inference.tensor.ChannelOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Writes a zip archive as PyTorch does: entries stored without compression, their bytes at
 * multiples of 64, zip64 records where 32 bits do not hold (APPNOTE.TXT 6.3).
 */
final class StoredZipWriter {
  private static final int ALIGNMENT = 64;
  private static final long MAX32 = 0xFFFFFFFFL;

  /** The padding field that PyTorch uses: id "FB". */
  private static final short PADDING_ID = 0x4246;

  private static final short UTF8_NAMES = 0x0800;

  /** 1980-01-01, the zip format's epoch: the same contents give the same file. */
  private static final short DATE = 0x0021;

  private final ChannelOutput out;
  private final List<Entry> entries = new ArrayList<>();

  StoredZipWriter(WritableByteChannel channel) {
    this.out = new ChannelOutput(channel);
  }

  private record Entry(String name, long offset, long size, int crc) {}

  /** Adds an entry with the buffer's bytes from position to limit. */
  void add(String name, ByteBuffer bytes) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(bytes.duplicate());
    byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
    Entry entry = new Entry(name, out.position(), bytes.remaining(), (int) crc.getValue());
    long dataAt = entry.offset() + 30 + nameBytes.length + 4;
    int padding = (int) Math.floorMod(-dataAt, (long) ALIGNMENT);

    ByteBuffer header = little(30 + nameBytes.length + 4 + padding);
    // A buffer is below 2 GiB, so a local header never needs zip64.
    header.putInt(0x04034b50).putShort((short) 10).putShort(UTF8_NAMES).putShort((short) 0);
    header.putShort((short) 0).putShort(DATE);
    header.putInt(entry.crc()).putInt((int) entry.size()).putInt((int) entry.size());
    header.putShort((short) nameBytes.length).putShort((short) (4 + padding));
    header.put(nameBytes).putShort(PADDING_ID).putShort((short) padding);
    out.write(header.rewind());
    out.write(bytes);
    entries.add(entry);
  }

  /** Writes the directory; nothing can be added afterwards. */
  void finish() throws IOException {
    long start = out.position();
    for (Entry entry : entries) {
      out.write(directoryRecord(entry));
    }
    long size = out.position() - start;
    if (start >= MAX32 || entries.size() >= 0xFFFF) {
      out.write(end64(start, size));
    }
    ByteBuffer end = little(22);
    short count = (short) Math.min(entries.size(), 0xFFFF);
    end.putInt(0x06054b50).putShort((short) 0).putShort((short) 0).putShort(count).putShort(count);
    end.putInt((int) size).putInt((int) Math.min(start, MAX32)).putShort((short) 0);
    out.write(end.rewind());
  }

  private static ByteBuffer directoryRecord(Entry entry) {
    boolean wide = entry.offset() >= MAX32;
    byte[] name = entry.name().getBytes(StandardCharsets.UTF_8);
    ByteBuffer record = little(46 + name.length + (wide ? 12 : 0));
    record.putInt(0x02014b50).putShort((short) (wide ? 45 : 10)).putShort((short) (wide ? 45 : 10));
    record.putShort(UTF8_NAMES).putShort((short) 0).putShort((short) 0).putShort(DATE);
    record.putInt(entry.crc()).putInt((int) entry.size()).putInt((int) entry.size());
    record.putShort((short) name.length).putShort((short) (wide ? 12 : 0));
    record.putShort((short) 0).putShort((short) 0).putShort((short) 0).putInt(0);
    record.putInt((int) Math.min(entry.offset(), MAX32)).put(name);
    if (wide) {
      record.putShort((short) 1).putShort((short) 8).putLong(entry.offset());
    }
    return record.rewind();
  }

  private ByteBuffer end64(long start, long size) {
    ByteBuffer end = little(56 + 20);
    end.putInt(0x06064b50).putLong(44).putShort((short) 45).putShort((short) 45);
    end.putInt(0).putInt(0).putLong(entries.size()).putLong(entries.size());
    end.putLong(size).putLong(start);
    end.putInt(0x07064b50).putInt(0).putLong(start + size).putInt(1);
    return end.rewind();
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
