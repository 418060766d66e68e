package dev.kymo.inference.image;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * What the chunks in front of a PNG file's pixels say beyond their size.
 *
 * @param orientation EXIF's, 1 to 8
 * @param profile the embedded ICC profile; empty bytes when it cannot be unpacked
 */
@SuppressWarnings("ArrayRecordComponent") // A carrier of bulk data, never compared.
record PngChunks(int orientation, Optional<byte[]> profile) {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

  /** Whether data starts like a PNG file. */
  static boolean isPng(byte[] data) {
    return data.length >= SIGNATURE.length
        && Arrays.equals(data, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length);
  }

  /** Reads the chunks; damage among them is left to the reader of the pixels. */
  static PngChunks of(byte[] data) {
    int orientation = ExifOrientation.UPRIGHT;
    Optional<byte[]> profile = Optional.empty();
    boolean srgb = false;
    ByteBuffer file = ByteBuffer.wrap(data);
    long at = SIGNATURE.length;
    while (at + 12 <= data.length) {
      long length = Integer.toUnsignedLong(file.getInt((int) at));
      if (at + 12 + length > data.length) {
        break;
      }
      String type = new String(data, (int) at + 4, 4, StandardCharsets.US_ASCII);
      int from = (int) at + 8;
      switch (type) {
        case "eXIf" ->
            orientation = ExifOrientation.of(Arrays.copyOfRange(data, from, from + (int) length));
        case "iCCP" -> profile = Optional.of(unpack(data, from, (int) length));
        case "sRGB" -> srgb = true;
        default -> {
          // Of no concern here.
        }
      }
      at += 12 + length;
    }
    return new PngChunks(orientation, srgb ? Optional.empty() : profile);
  }

  /** The upright size that the start of a file tells, or nothing when it is not in there. */
  static Optional<ImageSize> sizeOf(byte[] start) {
    if (start.length < 24) {
      return Optional.empty();
    }
    ByteBuffer header = ByteBuffer.wrap(start);
    int width = header.getInt(16);
    int height = header.getInt(20);
    boolean lies = of(start).orientation() > 4;
    return width < 1 || height < 1
        ? Optional.empty()
        : Optional.of(new ImageSize(lies ? height : width, lies ? width : height));
  }

  /** iCCP: a name that ends with 0, the method 0, and the deflated profile. */
  private static byte[] unpack(byte[] data, int from, int length) {
    int start = from;
    while (start < from + length && data[start] != 0) {
      start++;
    }
    start += 2;
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(data, Math.min(start, from + length), Math.max(0, from + length - start));
      byte[] out = new byte[1 << 14];
      int size = 0;
      while (!inflater.finished() && size <= ColorProfile.LARGEST_BYTES) {
        if (size == out.length) {
          out = Arrays.copyOf(out, 2 * size);
        }
        int got = inflater.inflate(out, size, out.length - size);
        if (got == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
          return new byte[0];
        }
        size += got;
      }
      return inflater.finished() ? Arrays.copyOf(out, size) : new byte[0];
    } catch (DataFormatException e) {
      // Said as a profile that cannot be read.
      return new byte[0];
    } finally {
      inflater.end();
    }
  }
}
