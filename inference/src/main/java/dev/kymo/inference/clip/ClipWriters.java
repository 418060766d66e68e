package dev.kymo.inference.clip;

import dev.kymo.inference.file.FileException;
import java.nio.file.Path;
import java.util.Optional;

/** Opens the writer of a format. */
public final class ClipWriters {
  private ClipWriters() {}

  /**
   * Starts a clip. Whatever can be refused is refused here, before the first frame is drawn.
   *
   * @param format any but {@link ClipFormat#NPZ}, which takes numbers: see {@link NpzClipWriter}
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
    ClipWriter writer =
        switch (format) {
          case MP4 -> Mp4ClipWriter.open(path, options, attachment);
          case GIF -> GifClipWriter.open(path, options);
          case PNG, JPG -> FolderClipWriter.open(path, format);
          case PNG_STRIP, JPG_STRIP -> StripClipWriter.open(path, format, options);
          case NPZ -> throw new IllegalArgumentException("npz takes numbers: use NpzClipWriter");
        };
    return new CheckedClipWriter(writer, options, FrameScaler.create(options));
  }
}
