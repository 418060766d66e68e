package dev.kymo.studio.project;

import dev.kymo.inference.clip.ClipFormat;
import dev.kymo.inference.frame.FrameException;
import dev.kymo.inference.frame.FrameImage;
import java.io.IOException;
import java.util.List;

/** Makes files of frames. The encoders behind it live in inference. */
@FunctionalInterface
public interface ClipExporter {

  /**
   * Starts a clip; nothing is under the final name before {@link Clip#finish}.
   *
   * @throws IOException when the target cannot be written; the message is a sentence for the user
   * @throws FrameException when the clip cannot be made; the message is a sentence for the user
   */
  Clip start(ExportSettings settings) throws IOException, FrameException;

  /**
   * What can be written on this machine, in the order in which it is offered. Takes a moment: not
   * for the interface's thread.
   */
  default List<ClipFormat> formats() throws InterruptedException {
    return ClipFormat.builtIn();
  }

  /** A clip being written, on one thread. */
  interface Clip extends AutoCloseable {

    /**
     * Takes the next frame, unscaled.
     *
     * @throws IOException when it cannot be written
     * @throws FrameException when it cannot be encoded
     */
    void write(FrameImage image) throws IOException, FrameException;

    /**
     * Ends the clip and moves it to its final name.
     *
     * @throws IOException when it cannot be written
     * @throws FrameException when it cannot be encoded
     */
    void finish() throws IOException, FrameException;

    /** What a user should know about the clip: a sentence each. */
    default List<String> notes() {
      return List.of();
    }

    /**
     * Without {@link #finish} before it, leaves nothing behind.
     *
     * @throws IOException when what was begun cannot be removed
     */
    @Override
    void close() throws IOException;
  }
}
