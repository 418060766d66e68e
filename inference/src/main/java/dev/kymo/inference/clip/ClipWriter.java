package dev.kymo.inference.clip;

import dev.kymo.inference.file.FileException;
import dev.kymo.inference.frame.FrameImage;
import java.util.List;

/**
 * Takes the frames of one clip, one after another, and makes a file or a folder of them. The clip
 * appears under its name at {@link #finish} and not before; {@link #close} without it leaves no
 * trace, and an older clip of that name as it was. Used by one thread at a time.
 *
 * <pre>{@code
 * try (ClipWriter writer = ClipWriters.open(format, path, options)) {
 *   for (...) {
 *     writer.write(frame);
 *   }
 *   writer.finish();
 * }
 * }</pre>
 *
 * <p>This is also the seam for other encoders, such as one that pipes frames to an external
 * program.
 */
public interface ClipWriter extends AutoCloseable {

  /**
   * Appends a frame; the writer keeps no reference to it.
   *
   * @throws IllegalArgumentException when its size is not that of the options
   * @throws IllegalStateException when all frames have come, or the writer is finished or failed
   * @throws FileException with a sentence, when it cannot be written; only close makes sense then
   */
  void write(FrameImage frame) throws FileException;

  /**
   * Completes the clip and moves it into place.
   *
   * @throws IllegalStateException when frames are missing, or the writer is finished or failed
   * @throws FileException with a sentence, when it cannot be written
   */
  void finish() throws FileException;

  /** What a user should know about the clip: a sentence each. */
  default List<String> notes() {
    return List.of();
  }

  /** Discards everything, unless the clip is finished. */
  @Override
  void close() throws FileException;
}
