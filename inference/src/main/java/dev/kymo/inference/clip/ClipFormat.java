package dev.kymo.inference.clip;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a clip can be written as. */
public enum ClipFormat {
  /** H.264 in an MP4 file. */
  MP4("mp4"),
  /** An animated GIF that loops for ever. */
  GIF("gif"),
  /** A folder of PNG files, one for each frame. */
  PNG("png"),
  /** A folder of JPEG files, one for each frame. */
  JPG("jpg"),
  /** All frames side by side in one PNG file. */
  PNG_STRIP("png-strip"),
  /** All frames side by side in one JPEG file. */
  JPG_STRIP("jpg-strip"),
  /** Raw numbers; see {@link NpzClipWriter}. */
  NPZ("npz");

  private final String label;

  ClipFormat(String label) {
    this.label = label;
  }

  /** The name on the command line, such as {@code png-strip}. */
  public String label() {
    return label;
  }

  /** Whether the clip is a folder rather than a file. */
  public boolean isFolder() {
    return this == PNG || this == JPG;
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
        "There is no clip format '"
            + name
            + "'; choose one of "
            + Arrays.stream(values()).map(ClipFormat::label).collect(Collectors.joining(", "))
            + ".");
  }

  /**
   * The format that a name asks for: by its ending (.mp4, .gif, .npz; .png, .jpg and .jpeg are
   * strips, being single files), a folder of PNG files for an existing folder or a name without an
   * ending, and none for any other ending.
   */
  public static Optional<ClipFormat> guess(Path path) {
    String name = String.valueOf(path.getFileName());
    int dot = name.lastIndexOf('.');
    if (dot <= 0 || Files.isDirectory(path)) {
      return Optional.of(PNG);
    }
    return switch (name.substring(dot + 1).toLowerCase(Locale.ROOT)) {
      case "mp4" -> Optional.of(MP4);
      case "gif" -> Optional.of(GIF);
      case "npz" -> Optional.of(NPZ);
      case "png" -> Optional.of(PNG_STRIP);
      case "jpg", "jpeg" -> Optional.of(JPG_STRIP);
      default -> Optional.empty();
    };
  }
}
