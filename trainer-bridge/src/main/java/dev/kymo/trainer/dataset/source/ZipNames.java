package dev.kymo.trainer.dataset.source;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;

/**
 * The names in a zip file. A name that is marked as UTF-8 is; others are bytes of whatever code
 * page their maker had, which is guessed for all of them together: UTF-8 where they are valid,
 * Shift-JIS or GBK where most characters are usual ones there, else IBM437, which is what the
 * format says. A wrong guess gives videos odd names and changes nothing else.
 */
final class ZipNames {
  /** Keeps the bytes of names that are not marked, as characters that no file name has. */
  static final Charset RAW = new RawBytes();

  private static final char RAW_BASE = '\uF700';
  private static final double USUAL = 0.8;
  private static final int UNICODE_PATH = 0x7075;

  private final Charset charset;
  private final List<String> notes = new ArrayList<>();

  /** Guesses the code page of names that were read with {@link #RAW}. */
  ZipNames(Collection<? extends ZipEntry> entries) {
    List<byte[]> unmarked =
        entries.stream()
            .filter(entry -> isRaw(entry.getName()) && said(entry).isEmpty())
            .map(entry -> bytes(entry.getName()))
            .toList();
    charset = guess(unmarked);
    if (!unmarked.isEmpty() && !charset.equals(StandardCharsets.UTF_8)) {
      notes.add(
          "%s in it do not say how they are encoded and were read as %s."
              .formatted(
                  unmarked.size() == 1 ? "The name of a file" : unmarked.size() + " names",
                  "windows-31j".equals(charset.name()) ? "Shift-JIS" : charset.name()));
    }
    if (entries.stream().anyMatch(entry -> decode(entry).indexOf('\\') >= 0)) {
      notes.add("Names in it have backslashes, as from Windows, which were read as folders.");
    }
  }

  /** Sentences about what was guessed; empty when nothing was. */
  List<String> notes() {
    return List.copyOf(notes);
  }

  /** A name as people know it, with slashes between its folders. */
  String name(ZipEntry entry) {
    return decode(entry).replace('\\', '/');
  }

  private String decode(ZipEntry entry) {
    String raw = entry.getName();
    return isRaw(raw) ? said(entry).orElseGet(() -> new String(bytes(raw), charset)) : raw;
  }

  /**
   * The name in UTF-8 that some archivers write beside one in a code page: field 0x7075 with its
   * size, the version 1, the CRC-32 of the other name, which must be right, and the name.
   */
  private static Optional<String> said(ZipEntry entry) {
    byte[] extra = entry.getExtra() == null ? new byte[0] : entry.getExtra();
    ByteBuffer fields = ByteBuffer.wrap(extra).order(ByteOrder.LITTLE_ENDIAN);
    while (fields.remaining() >= 4) {
      int id = Short.toUnsignedInt(fields.getShort());
      int size = Short.toUnsignedInt(fields.getShort());
      if (size > fields.remaining()) {
        return Optional.empty();
      }
      int from = fields.position();
      if (id == UNICODE_PATH && size > 5 && fields.get(from) == 1) {
        CRC32 crc = new CRC32();
        crc.update(bytes(entry.getName()));
        byte[] name = Arrays.copyOfRange(extra, from + 5, from + size);
        if (fields.getInt(from + 1) == (int) crc.getValue()
            && valid(name, StandardCharsets.UTF_8)) {
          return Optional.of(new String(name, StandardCharsets.UTF_8));
        }
      }
      fields.position(from + size);
    }
    return Optional.empty();
  }

  private static boolean isRaw(String name) {
    return name.chars().anyMatch(c -> c > RAW_BASE + 0x7F && c <= RAW_BASE + 0xFF);
  }

  private static byte[] bytes(String raw) {
    ByteBuffer bytes = RAW.encode(raw);
    byte[] out = new byte[bytes.remaining()];
    bytes.get(out);
    return out;
  }

  private static Charset guess(List<byte[]> names) {
    if (names.stream().allMatch(name -> valid(name, StandardCharsets.UTF_8))) {
      return StandardCharsets.UTF_8;
    }
    Charset best = known("IBM437");
    double most = USUAL;
    for (Charset candidate : List.of(known("windows-31j"), known("GBK"))) {
      double usual = usual(names, candidate);
      if (usual > most) {
        most = usual;
        best = candidate;
      }
    }
    return best;
  }

  /** Java may come without the code pages of other countries. */
  private static Charset known(String name) {
    return Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.ISO_8859_1;
  }

  private static boolean valid(byte[] name, Charset charset) {
    try {
      charset.newDecoder().decode(ByteBuffer.wrap(name));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** The part of the characters beyond ASCII that are usual in a language's names. */
  private static double usual(List<byte[]> names, Charset charset) {
    long usual = 0;
    long all = 0;
    for (byte[] name : names) {
      if (!valid(name, charset)) {
        return 0;
      }
      for (char c : new String(name, charset).toCharArray()) {
        // Wide letters tell nothing: two of the commonest accents look like one.
        if (c >= 0x80 && (c < 0xFF01 || c > 0xFF5E)) {
          all++;
          usual += isUsual(c, charset) ? 1 : 0;
        }
      }
    }
    return all == 0 ? 0 : (double) usual / all;
  }

  private static boolean isUsual(char c, Charset charset) {
    if ("GBK".equals(charset.name())) {
      // The characters of GB 2312 have both bytes in the upper half; the rest is rare.
      byte[] bytes = String.valueOf(c).getBytes(charset);
      return bytes.length == 2 && (bytes[0] & 0xFF) > 0xA0 && (bytes[1] & 0xFF) > 0xA0;
    }
    boolean kana = c >= 0x3040 && c <= 0x30FF;
    boolean kanji = c >= 0x4E00 && c <= 0x9FFF;
    return kana || kanji || c == '\u3005';
  }

  /** Bytes from 0x80 on as characters from U+F780 on; the others are ASCII. */
  private static final class RawBytes extends Charset {
    RawBytes() {
      super("x-kymo-raw-bytes", null);
    }

    @Override
    public boolean contains(Charset other) {
      return other.equals(StandardCharsets.US_ASCII);
    }

    @Override
    public CharsetDecoder newDecoder() {
      return new CharsetDecoder(this, 1, 1) {
        @Override
        protected CoderResult decodeLoop(ByteBuffer in, CharBuffer out) {
          while (in.hasRemaining()) {
            if (!out.hasRemaining()) {
              return CoderResult.OVERFLOW;
            }
            byte b = in.get();
            out.put((char) (b >= 0 ? b : RAW_BASE + (b & 0xFF)));
          }
          return CoderResult.UNDERFLOW;
        }
      };
    }

    @Override
    public CharsetEncoder newEncoder() {
      return new CharsetEncoder(this, 1, 1) {
        @Override
        protected CoderResult encodeLoop(CharBuffer in, ByteBuffer out) {
          while (in.hasRemaining()) {
            if (!out.hasRemaining()) {
              return CoderResult.OVERFLOW;
            }
            char c = in.get();
            boolean raw = c >= RAW_BASE + 0x80 && c <= RAW_BASE + 0xFF;
            if (c >= 0x80 && !raw) {
              in.position(in.position() - 1);
              return CoderResult.unmappableForLength(1);
            }
            out.put((byte) (raw ? c - RAW_BASE : c));
          }
          return CoderResult.UNDERFLOW;
        }
      };
    }
  }
}
