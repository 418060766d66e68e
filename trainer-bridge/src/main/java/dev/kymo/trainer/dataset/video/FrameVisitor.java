package dev.kymo.trainer.dataset.video;

import dev.kymo.inference.image.RgbFrame;
import java.io.IOException;

/** Is given the frames of a video in order. */
@FunctionalInterface
public interface FrameVisitor {

  /**
   * Takes a frame.
   *
   * @param index of the frame, from 0
   * @return whether it wants the next one
   */
  boolean frame(int index, RgbFrame frame) throws IOException, InterruptedException;
}
