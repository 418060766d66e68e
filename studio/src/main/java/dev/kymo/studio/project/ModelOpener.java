package dev.kymo.studio.project;

import dev.kymo.inference.frame.FrameException;
import java.io.IOException;
import java.nio.file.Path;

/** Opens checkpoints. The engine behind it is loaded with the first one. */
public interface ModelOpener {

  /**
   * Reads a checkpoint and makes it ready to draw; runs in a job, away from the interface.
   *
   * @param file a published {@code .pt} or Kymo's {@code .safetensors}
   * @param progress told what is being done; it throws {@link
   *     java.util.concurrent.CancellationException} when the user has cancelled
   * @throws IOException when the file cannot be read; the message is a sentence for the user
   * @throws FrameException when the model cannot draw; the message is a sentence for the user
   */
  OpenedModel open(Path file, Progress progress) throws IOException, FrameException;

  /**
   * Tells a checkpoint by its content: what {@link ModelInfo#checkpointId} will be. Reads the whole
   * file; not for the interface's thread.
   *
   * @throws IOException when the file is not there or cannot be read
   */
  String id(Path file) throws IOException;

  /** Hears how far the opening is. */
  @FunctionalInterface
  interface Progress {

    /**
     * Tells.
     *
     * @param fraction [0, 1], or negative when that is not known
     * @param message what is being done, in a few words for the user
     */
    void report(double fraction, String message);
  }
}
