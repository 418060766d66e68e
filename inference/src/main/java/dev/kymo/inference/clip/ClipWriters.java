package dev.kymo.inference.clip;

import dev.kymo.inference.file.FileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Opens the writers of what Kymo makes by itself; {@link ClipEncoders} opens all. */
public final class ClipWriters {
  private ClipWriters() {}

  /**
   * Starts a clip. Whatever can be refused is refused here, before the first frame is drawn.
   *
   * @param format one of {@link ClipFormat#builtIn}
   * @param path the file, or for a folder of frames the folder
   * @param options sizes, count, rate and quality
   * @throws FileException with a sentence, when the format cannot hold such a clip or nothing can
   *     be written there
   */
  public static ClipWriter open(ClipFormat format, Path path, ClipOptions options)
      throws FileException {
    return open(format, path, options, Optional.empty());
  }

  /**
   * Starts a clip that carries an attachment if it is an MP4; other formats have no room for one.
   *
   * @throws FileException as {@link #open(ClipFormat, Path, ClipOptions)}
   */
  public static ClipWriter open(
      ClipFormat format, Path path, ClipOptions options, Optional<ClipAttachment> attachment)
      throws FileException {
    ClipRequest request = new ClipRequest(format, path, options, attachment, Optional.empty());
    return new CheckedClipWriter(
        unchecked(request), options, FrameScaler.create(options), List.of());
  }

  /** A writer of what Kymo makes by itself, for whoever keeps its contract. */
  static ClipWriter unchecked(ClipRequest request) throws FileException {
    Path path = request.path();
    ClipOptions options = request.options();
    ClipFormat format = request.format();
    return switch (format) {
      case MP4 -> Mp4ClipWriter.open(path, options, request.attachment());
      case GIF -> GifClipWriter.open(path, options);
      case PNG, PNG_16, JPG -> FolderClipWriter.open(path, format);
      case PNG_STRIP, JPG_STRIP -> StripClipWriter.open(path, format, options);
      default -> throw new IllegalArgumentException(format.label() + " is written by ClipEncoders");
    };
  }
}
