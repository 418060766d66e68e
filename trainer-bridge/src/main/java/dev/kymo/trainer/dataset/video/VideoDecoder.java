package dev.kymo.trainer.dataset.video;

import java.io.IOException;
import java.nio.file.Path;

/** Decodes video files. Safe for use by several threads. */
public interface VideoDecoder {

  /** What does it, for a report. */
  String name();

  /**
   * Decodes a file from its first frame on, until its end or until the visitor has enough.
   *
   * @throws dev.kymo.trainer.dataset.DatasetException with a sentence, when it cannot be decoded
   * @throws IOException from the visitor
   */
  void decode(Path file, FrameVisitor visitor) throws IOException, InterruptedException;
}
