package dev.kymo.inference.ffmpeg;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * An empty shared library of Linux that stands in for one that a program names but never calls. The
 * programs are linked to libraries of sound servers, screens and graphics drivers, which a server
 * does not have; they are for capturing and for hardware that Kymo does not use. Functions are
 * looked up when they are first called, so nothing is missed.
 *
 * <p>The file is a 64-bit little-endian ELF image of one segment: header, program headers, symbol
 * hash, an empty symbol table with its versions, strings, version definitions, dynamic section.
 */
final class StandInLibrary {
  private static final int HEADER = 64;
  private static final int PROGRAM_HEADER = 56;
  private static final int SYMBOL = 24;

  /** Wide enough for the largest pages in use. */
  private static final long PAGE = 0x10000;

  private StandInLibrary() {}

  /** Processors that Kymo's platforms have, by their number in ELF. */
  enum Machine {
    X86_64(62),
    ARM64(183);

    private final int number;

    Machine(int number) {
      this.number = number;
    }
  }

  /**
   * Makes the bytes of one.
   *
   * @param name that programs ask for, such as {@code libpulse.so.0}
   * @param versions of symbols that they ask for; may be empty
   */
  static byte[] bytes(Machine machine, String name, List<String> versions) {
    ByteArrayOutputStream strings = new ByteArrayOutputStream();
    strings.write(0);
    int nameAt = add(strings, name);
    byte[] definitions = versions.isEmpty() ? new byte[0] : definitions(name, versions, strings);

    int hashAt = HEADER + 3 * PROGRAM_HEADER;
    int symbolsAt = hashAt + 16;
    int versionOfSymbolAt = symbolsAt + SYMBOL;
    int definitionsAt = versionOfSymbolAt + 8;
    int stringsAt = definitionsAt + definitions.length;
    int dynamicAt = (stringsAt + strings.size() + 7) / 8 * 8;
    int entries = versions.isEmpty() ? 7 : 10;
    int size = dynamicAt + 16 * entries;

    ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    out.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}).position(16);
    out.putShort((short) 3).putShort((short) machine.number).putInt(1);
    out.putLong(0).putLong(HEADER).putLong(0).putInt(0);
    out.putShort((short) HEADER).putShort((short) PROGRAM_HEADER).putShort((short) 3);
    out.putShort((short) 64).putShort((short) 0).putShort((short) 0);
    programHeader(out, 1, 0, size, PAGE);
    programHeader(out, 2, dynamicAt, size - dynamicAt, 8);
    // Without this one the loader would make the stack executable.
    programHeader(out, 0x6474e551, 0, 0, 16);
    out.putInt(1).putInt(1).putInt(0).putInt(0);
    out.position(definitionsAt);
    out.put(definitions).put(strings.toByteArray());
    out.position(dynamicAt);
    dynamic(out, 14, nameAt);
    dynamic(out, 4, hashAt);
    dynamic(out, 5, stringsAt);
    dynamic(out, 6, symbolsAt);
    dynamic(out, 10, strings.size());
    dynamic(out, 11, SYMBOL);
    if (!versions.isEmpty()) {
      dynamic(out, 0x6ffffff0L, versionOfSymbolAt);
      dynamic(out, 0x6ffffffcL, definitionsAt);
      dynamic(out, 0x6ffffffdL, versions.size() + 1);
    }
    dynamic(out, 0, 0);
    return out.array();
  }

  /** The library itself as version 1, then the others. */
  private static byte[] definitions(
      String name, List<String> versions, ByteArrayOutputStream strings) {
    ByteBuffer out = ByteBuffer.allocate(32 * (versions.size() + 1));
    out.order(ByteOrder.LITTLE_ENDIAN);
    definition(out, 1, 1, name, strings, versions.isEmpty());
    for (int i = 0; i < versions.size(); i++) {
      definition(out, 0, i + 2, versions.get(i), strings, i == versions.size() - 1);
    }
    // Each takes 28 bytes; the rest keeps what follows in line.
    return out.array();
  }

  private static void definition(
      ByteBuffer out,
      int flags,
      int index,
      String version,
      ByteArrayOutputStream strings,
      boolean last) {
    out.putShort((short) 1).putShort((short) flags).putShort((short) index).putShort((short) 1);
    out.putInt(hash(version)).putInt(20).putInt(last ? 0 : 28);
    out.putInt(add(strings, version)).putInt(0);
  }

  private static int add(ByteArrayOutputStream strings, String text) {
    int at = strings.size();
    strings.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    strings.write(0);
    return at;
  }

  private static void programHeader(ByteBuffer out, int type, long at, long size, long align) {
    out.putInt(type).putInt(6).putLong(at).putLong(at).putLong(at);
    out.putLong(size).putLong(size).putLong(align);
  }

  private static void dynamic(ByteBuffer out, long tag, long value) {
    out.putLong(tag).putLong(value);
  }

  /** The hash of names that ELF prescribes. */
  private static int hash(String name) {
    int hash = 0;
    for (byte b : name.getBytes(StandardCharsets.US_ASCII)) {
      hash = (hash << 4) + b;
      int high = hash & 0xf0000000;
      hash = (hash ^ high >>> 24) & ~high;
    }
    return hash;
  }
}
