package dev.kymo.studio.cli.render;

import dev.kymo.inference.clip.ClipFormat;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

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
    String ending = ClipFormat.ending(out);
    if (format == null) {
      return new ClipOutput(
          out,
          ClipFormat.guess(out)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "--out ends in .%s, which names no format: use %s or a folder, or give --format"
                              .formatted(ending, knownEndings()))),
          count);
    }
    boolean otherFormat =
        !format.endings().contains(ending) && ClipFormat.ofEnding(ending).isPresent();
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
      return out.resolve(number + format.extension());
    }
    return count == 1 ? out : numbered(out, clip);
  }

  /** Whether clips are put into {@code out} rather than being it. */
  boolean fillsFolder() {
    return format.isFolder() ? count > 1 : !namesFile();
  }

  private boolean namesFile() {
    return format.endings().contains(ClipFormat.ending(out));
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

  /** The usual endings of all formats that are files, with their dots. */
  private static String knownEndings() {
    return Arrays.stream(ClipFormat.values())
        .map(ClipFormat::extension)
        .filter(extension -> !extension.isEmpty())
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
