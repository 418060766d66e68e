package dev.kymo.studio.cli.render;

import dev.kymo.inference.clip.ClipFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Where clips go.
 *
 * @param out the file or folder that the user named
 * @param format what it holds
 * @param count how many clips there are; more than one are numbered from 0000
 */
public record ClipOutput(Path out, ClipFormat format, int count) {

  /** Refuses nulls. */
  public ClipOutput {
    Objects.requireNonNull(out, "out");
    Objects.requireNonNull(format, "format");
  }

  /**
   * Settles the format from its option and the file name's ending.
   *
   * @param out a file whose ending names a format, or a folder
   * @param format the format asked for, or null to go by the ending; a folder then gets PNG files
   * @throws IllegalArgumentException when ending and format disagree or the ending is unknown; the
   *     message names the options
   */
  static ClipOutput of(Path out, ClipFormat format, int count) {
    String ending = ending(out);
    if (format == null) {
      return new ClipOutput(
          out,
          ClipFormat.guess(out)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "--out ends in ."
                              + ending
                              + ", which names no format: use .mp4, .gif, .npz, .png, .jpg or a"
                              + " folder, or give --format")),
          count);
    }
    boolean otherFormat =
        !endings(format).contains(ending)
            && List.of(ClipFormat.values()).stream().anyMatch(f -> endings(f).contains(ending));
    if (otherFormat) {
      throw new IllegalArgumentException(
          "--format %s does not fit --out, which ends in .%s".formatted(format.label(), ending));
    }
    return new ClipOutput(out, format, count);
  }

  /**
   * The file or folder of one clip: a folder format fills {@code out}, or {@code out/0000}, ...
   * when there are several; a file format is {@code out}, or {@code name-0000.mp4}, ... beside it;
   * when {@code out} is a folder, {@code out/0000.mp4}, ...
   *
   * @param clip from 0
   */
  public Path path(int clip) {
    String number = String.format(Locale.ROOT, "%04d", clip);
    if (format.isFolder()) {
      return count == 1 ? out : out.resolve(number);
    }
    if (!namesFile()) {
      return out.resolve(number + '.' + endings(format).get(0));
    }
    return count == 1 ? out : numbered(out, clip);
  }

  /** Whether clips are put into {@code out} rather than being it. */
  boolean fillsFolder() {
    return format.isFolder() ? count > 1 : !namesFile();
  }

  private boolean namesFile() {
    return endings(format).contains(ending(out));
  }

  /** A file name with a number before its ending. */
  static Path numbered(Path file, int number) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    int end = dot <= 0 ? name.length() : dot;
    return file.resolveSibling(
        String.format(
            Locale.ROOT, "%s-%04d%s", name.substring(0, end), number, name.substring(end)));
  }

  /** The endings of files of a format, without the dot, the usual one first; none for folders. */
  private static List<String> endings(ClipFormat format) {
    return switch (format) {
      case MP4 -> List.of("mp4");
      case GIF -> List.of("gif");
      case PNG, JPG -> List.of();
      case PNG_STRIP -> List.of("png");
      case JPG_STRIP -> List.of("jpg", "jpeg");
      case NPZ -> List.of("npz");
    };
  }

  private static String ending(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    // A leading dot hides a folder, and "." and ".." are folders.
    return dot <= 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }
}
