package dev.kymo.inference.footage;

import com.google.gson.JsonObject;
import java.util.Set;

/**
 * What a stream says about the meaning of its colors, in ffprobe's words; empty where it says
 * nothing.
 *
 * @param matrix from luma and chroma to red, green and blue: {@code bt709}
 * @param range {@code tv} for limited, {@code pc} for full
 * @param primaries which red, green and blue are meant: {@code bt2020}
 * @param transfer from numbers to light: {@code smpte2084} (PQ), {@code arib-std-b67} (HLG)
 */
record ColorTags(String matrix, String range, String primaries, String transfer) {
  /** From this height or width on, untagged video is high definition. */
  private static final int HD_HEIGHT = 720;

  private static final int HD_WIDTH = 1280;

  private static final Set<String> SILENT = Set.of("", "unknown", "unspecified", "reserved");

  static ColorTags of(JsonObject stream) {
    return new ColorTags(
        tag(stream, "color_space"),
        tag(stream, "color_range"),
        tag(stream, "color_primaries"),
        tag(stream, "color_transfer"));
  }

  private static String tag(JsonObject stream, String name) {
    String text = VideoStream.text(stream, name);
    return SILENT.contains(text) ? "" : text;
  }

  /** Whether the colors are of high dynamic range. */
  boolean hdr() {
    return transfer.equals("smpte2084") || transfer.equals("arib-std-b67");
  }

  /** The matrix that an untagged stream of this size means. */
  static String guess(int width, int height) {
    return height >= HD_HEIGHT || width >= HD_WIDTH ? "bt709" : "smpte170m";
  }

  /** The matrix as the scaler's option {@code in_color_matrix} names it. */
  String scalerMatrix(int width, int height) {
    String meant = matrix.isEmpty() ? (hdr() ? "bt2020nc" : guess(width, height)) : matrix;
    return switch (meant) {
      case "bt2020nc", "bt2020c" -> "bt2020";
      case "bt470bg", "smpte170m" -> "bt601";
      case "fcc" -> "fcc";
      case "smpte240m" -> "smpte240m";
      default -> "bt709";
    };
  }
}
