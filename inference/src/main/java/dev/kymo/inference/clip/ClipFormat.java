package dev.kymo.inference.clip;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a clip can be written as. The one place that knows names, endings and what each format can
 * hold: the command line, the export dialog and the file pickers all ask here.
 */
public enum ClipFormat {
  /** H.264 in an MP4 file, by Kymo itself. */
  MP4("mp4", "MP4 video", Kind.VIDEO, "mp4"),
  /** An animated GIF that loops for ever. */
  GIF("gif", "Animated GIF", Kind.ANIMATION, "gif"),
  /** A folder of PNG files, one for each frame. */
  PNG("png", "PNG frames in a folder", Kind.FRAMES),
  /** A folder of JPEG files, one for each frame. */
  JPG("jpg", "JPG frames in a folder", Kind.FRAMES),
  /** All frames side by side in one PNG file. */
  PNG_STRIP("png-strip", "PNG strip, all frames side by side", Kind.STRIP, "png"),
  /** All frames side by side in one JPEG file. */
  JPG_STRIP("jpg-strip", "JPG strip, all frames side by side", Kind.STRIP, "jpg", "jpeg"),
  /** Raw numbers; see {@link NpzClipWriter}. */
  NPZ("npz", "Numbers for programs (npz)", Kind.NUMBERS, "npz");

  private enum Kind {
    VIDEO,
    ANIMATION,
    FRAMES,
    STRIP,
    NUMBERS
  }

  private final String label;
  private final String title;
  private final Kind kind;

  @SuppressWarnings("ImmutableEnumChecker") // Made by List.of.
  private final List<String> endings;

  ClipFormat(String label, String title, Kind kind, String... endings) {
    this.label = label;
    this.title = title;
    this.kind = kind;
    this.endings = List.of(endings);
  }

  /** The name on the command line, such as {@code png-strip}. */
  public String label() {
    return label;
  }

  /** The name for people, such as {@code MP4 video}. */
  public String title() {
    return title;
  }

  /** The endings of its files, without the dot, the usual one first; none for a folder. */
  public List<String> endings() {
    return endings;
  }

  /** What is put behind a name to make it one of its files, dot included; empty for a folder. */
  public String extension() {
    return endings.isEmpty() ? "" : "." + endings.get(0);
  }

  /** Whether the clip is a folder rather than a file. */
  public boolean isFolder() {
    return kind == Kind.FRAMES;
  }

  /** Whether all frames are in one picture, which has no rate. */
  public boolean isStrip() {
    return kind == Kind.STRIP;
  }

  /** Whether it holds pictures, rather than numbers. */
  public boolean isPicture() {
    return kind != Kind.NUMBERS;
  }

  /** Whether there is a {@link ClipQuality} to choose; others are always written at their best. */
  public boolean hasQuality() {
    return kind == Kind.VIDEO;
  }

  /** Whether the project that a clip was made from rides along in it. */
  public boolean holdsAttachment() {
    return kind == Kind.VIDEO;
  }

  /**
   * The format of this name on the command line, in any case.
   *
   * @throws IllegalArgumentException with a sentence that lists the names
   */
  public static ClipFormat parse(String name) {
    for (ClipFormat format : values()) {
      if (format.label.equals(name.toLowerCase(Locale.ROOT))) {
        return format;
      }
    }
    throw new IllegalArgumentException(
        "There is no clip format '" + name + "'; choose one of " + labels() + ".");
  }

  /** The formats of pictures that Kymo writes by itself, on every machine. */
  public static List<ClipFormat> builtIn() {
    return Arrays.stream(values()).filter(ClipFormat::isPicture).toList();
  }

  /** The names on the command line, separated by commas. */
  public static String labels() {
    return Arrays.stream(values()).map(ClipFormat::label).collect(Collectors.joining(", "));
  }

  /**
   * The format that a name asks for: by its ending (a single .png or .jpg is a strip), a folder of
   * PNG files for an existing folder or a name without an ending, and none for any other ending.
   */
  public static Optional<ClipFormat> guess(Path path) {
    String ending = ending(path);
    return ending.isEmpty() || Files.isDirectory(path) ? Optional.of(PNG) : ofEnding(ending);
  }

  /** The first format whose files end like this, without the dot, in any case. */
  public static Optional<ClipFormat> ofEnding(String ending) {
    String lower = ending.toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(format -> format.endings.contains(lower)).findFirst();
  }

  /** The ending of a name in lower case, without the dot; empty where there is none. */
  public static String ending(Path path) {
    String name = String.valueOf(path.getFileName());
    int dot = name.lastIndexOf('.');
    // A leading dot hides a folder, and "." and ".." are folders.
    return dot <= 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }
}
