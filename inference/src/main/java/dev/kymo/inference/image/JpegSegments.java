package dev.kymo.inference.image;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The segments in front of a JPEG file's pixels: what they say, and the file without those that
 * only describe it. Java's reader refuses files for flaws in descriptions that it does not need.
 *
 * @param components samples of a pixel: 1 grey, 3 YCbCr or RGB, 4 CMYK or YCCK
 * @param orientation EXIF's, 1 to 8
 * @param adobe the color transform of Adobe's segment: 0 none, 1 YCbCr, 2 YCCK; -1 without one
 * @param profile the embedded ICC profile
 * @param bare the file with what its pixels need alone
 */
@SuppressWarnings("ArrayRecordComponent") // A carrier of bulk data, never compared.
record JpegSegments(
    int components, int orientation, int adobe, Optional<byte[]> profile, byte[] bare) {
  private static final int MARKER = 0xFF;
  private static final int START = 0xD8;
  private static final int END = 0xD9;
  private static final int SCAN = 0xDA;
  private static final int APP0 = 0xE0;
  private static final int APP1 = 0xE1;
  private static final int APP2 = 0xE2;
  private static final int APP14 = 0xEE;
  private static final int APP15 = 0xEF;
  private static final int COMMENT = 0xFE;
  private static final byte[] EXIF = {'E', 'x', 'i', 'f', 0, 0};
  private static final byte[] ICC = "ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ADOBE = "Adobe".getBytes(StandardCharsets.US_ASCII);

  /** JFIF 1.01 without a picture: says that three components are YCbCr. */
  private static final byte[] JFIF = {
    (byte) MARKER, (byte) APP0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0
  };

  /** Whether data starts like a JPEG file. */
  static boolean isJpeg(byte[] data) {
    return data.length > 3
        && (data[0] & 0xFF) == MARKER
        && (data[1] & 0xFF) == START
        && (data[2] & 0xFF) == MARKER;
  }

  /**
   * Reads the segments.
   *
   * @throws IllegalArgumentException with a clause, when they do not hold together
   */
  static JpegSegments of(byte[] data) {
    return new Parser(data).parse();
  }

  /** The upright size that the start of a file tells, or nothing when it is not in there. */
  static Optional<ImageSize> sizeOf(byte[] start) {
    return new Parser(start).size();
  }

  private static final class Parser {
    private final byte[] data;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final ByteArrayOutputStream icc = new ByteArrayOutputStream();
    private int width;
    private int height;
    private int components;
    private boolean namedRgb;
    private int orientation = ExifOrientation.UPRIGHT;
    private int adobe = -1;

    Parser(byte[] data) {
      this.data = data;
    }

    Optional<ImageSize> size() {
      try {
        walk(true);
      } catch (IllegalArgumentException e) {
        // The size lies further on, or the file is damaged, which its reading tells.
        return Optional.empty();
      }
      boolean lies = orientation > 4;
      return width < 1 || height < 1
          ? Optional.empty()
          : Optional.of(new ImageSize(lies ? height : width, lies ? width : height));
    }

    JpegSegments parse() {
      return result(walk(false));
    }

    /**
     * Goes through the segments up to the frame's header or the first scan, and gives its place.
     */
    private int walk(boolean header) {
      int at = 2;
      while (true) {
        while (at < data.length && (data[at] & 0xFF) == MARKER) {
          at++;
        }
        if (at + 2 >= data.length || (data[at - 1] & 0xFF) != MARKER) {
          throw new IllegalArgumentException("it ends before its pixels");
        }
        int marker = data[at] & 0xFF;
        int length = ((data[at + 1] & 0xFF) << 8) | (data[at + 2] & 0xFF);
        if (marker == END || length < 2 || at + 1 + length > data.length) {
          throw new IllegalArgumentException("it ends before its pixels");
        }
        segment(marker, at - 1, Arrays.copyOfRange(data, at + 3, at + 1 + length));
        if (marker == SCAN || (header && width > 0)) {
          return at - 1;
        }
        at += 1 + length;
      }
    }

    private void segment(int marker, int from, byte[] payload) {
      if (marker >= APP0 && marker <= APP15) {
        application(marker, payload);
        if (marker != APP14 || adobe < 0) {
          return;
        }
      }
      boolean frame =
          marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
      if (frame && payload.length > 5) {
        height = ((payload[1] & 0xFF) << 8) | (payload[2] & 0xFF);
        width = ((payload[3] & 0xFF) << 8) | (payload[4] & 0xFF);
        components = payload[5] & 0xFF;
        namedRgb =
            payload.length > 12 && payload[6] == 'R' && payload[9] == 'G' && payload[12] == 'B';
      }
      if (marker != COMMENT && marker != SCAN) {
        kept.write(data, from, payload.length + 4);
      }
    }

    private void application(int marker, byte[] payload) {
      if (marker == APP1 && startsWith(payload, EXIF)) {
        orientation = ExifOrientation.of(Arrays.copyOfRange(payload, EXIF.length, payload.length));
      } else if (marker == APP2
          && startsWith(payload, ICC)
          && icc.size() <= ColorProfile.LARGEST_BYTES) {
        // Two bytes number the parts; files keep them in order.
        int skip = Math.min(payload.length, ICC.length + 2);
        icc.write(payload, skip, payload.length - skip);
      } else if (marker == APP14 && payload.length >= 12 && startsWith(payload, ADOBE)) {
        adobe = payload[11] & 0xFF;
      }
    }

    private static boolean startsWith(byte[] data, byte[] start) {
      return data.length >= start.length
          && Arrays.equals(data, 0, start.length, start, 0, start.length);
    }

    private JpegSegments result(int scan) {
      boolean says = adobe < 0 && !namedRgb && (components == 1 || components == 3);
      byte[] jfif = says ? JFIF : new byte[0];
      byte[] bare = new byte[2 + jfif.length + kept.size() + data.length - scan];
      bare[0] = data[0];
      bare[1] = data[1];
      System.arraycopy(jfif, 0, bare, 2, jfif.length);
      System.arraycopy(kept.toByteArray(), 0, bare, 2 + jfif.length, kept.size());
      System.arraycopy(data, scan, bare, 2 + jfif.length + kept.size(), data.length - scan);
      return new JpegSegments(
          components,
          orientation,
          adobe,
          icc.size() == 0 ? Optional.empty() : Optional.of(icc.toByteArray()),
          bare);
    }
  }
}
