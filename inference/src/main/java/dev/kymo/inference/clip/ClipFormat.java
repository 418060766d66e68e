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
  /** H.264 in an MP4 file by OpenH264: smaller and much faster. */
  MP4_OPENH264("mp4-openh264", "MP4 video, small files (OpenH264)", Kind.VIDEO, "mp4"),
  /** H.264 in an MP4 file by an NVIDIA card. */
  MP4_NVENC("mp4-nvenc", "MP4 video by the NVIDIA card", Kind.VIDEO, "mp4"),
  /** Apple ProRes 422 HQ, 10 bits, for editing programs. */
  PRORES("prores", "ProRes 422 HQ", Kind.MASTER, "mov"),
  /** Apple ProRes 4444, 10 bits with colour at full resolution. */
  PRORES_4444("prores-4444", "ProRes 4444", Kind.MASTER, "mov"),
  /** FFV1: every pixel as it is. */
  FFV1("ffv1", "Lossless video (FFV1)", Kind.MASTER, "mkv"),
  /** VP9, for the web. */
  WEBM("webm", "WebM video (VP9)", Kind.VIDEO, "webm"),
  /** An animated GIF that loops for ever. */
  GIF("gif", "Animated GIF", Kind.ANIMATION, "gif"),
  /** A folder of PNG files, one for each frame. */
  PNG("png", "PNG frames in a folder", Kind.FRAMES),
  /** The same with 16 bits a channel, for programs that want them. */
  PNG_16("png16", "PNG frames with 16 bits in a folder", Kind.FRAMES),
  /** A folder of JPEG files, one for each frame. */
  JPG("jpg", "JPG frames in a folder", Kind.FRAMES),
  /** All frames side by side in one PNG file. */
  PNG_STRIP("png-strip", "PNG strip, all frames side by side", Kind.STRIP, "png"),
  /** All frames side by side in one JPEG file. */
  JPG_STRIP("jpg-strip", "JPG strip, all frames side by side", Kind.STRIP, "jpg", "jpeg"),
  /** Raw numbers; see {@link NpzClipWriter}. */
  NPZ("npz", "Numbers for programs (npz)", Kind.NUMBERS, "npz");

  private enum Kind {
    /** Video with a quality to choose. */
    VIDEO,
    /** Video for further work, always at its best. */
    MASTER,
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
    return container().isPresent();
  }

  /** Whether sound can go along. */
  public boolean holdsSound() {
    return container().isPresent();
  }

  /** The kind of file that a video is in. */
  Optional<VideoContainer> container() {
    return switch (this) {
      case MP4, MP4_OPENH264, MP4_NVENC -> Optional.of(VideoContainer.MP4);
      case PRORES, PRORES_4444 -> Optional.of(VideoContainer.MOV);
      case FFV1 -> Optional.of(VideoContainer.MATROSKA);
      case WEBM -> Optional.of(VideoContainer.WEBM);
      default -> Optional.empty();
    };
  }

  /** Which of ffmpeg's encoders makes it; empty for what Kymo writes by itself. */
  Optional<VideoEncoder> encoder() {
    return switch (this) {
      case MP4_OPENH264 -> Optional.of(VideoEncoder.OPENH264);
      case MP4_NVENC -> Optional.of(VideoEncoder.NVENC);
      case PRORES -> Optional.of(VideoEncoder.PRORES_HQ);
      case PRORES_4444 -> Optional.of(VideoEncoder.PRORES_4444);
      case FFV1 -> Optional.of(VideoEncoder.FFV1);
      case WEBM -> Optional.of(VideoEncoder.VP9);
      default -> Optional.empty();
    };
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
    return Arrays.stream(values())
        .filter(ClipFormat::isPicture)
        .filter(format -> format.encoder().isEmpty())
        .toList();
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
