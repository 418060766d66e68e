package dev.kymo.trainer.dataset.sampling;

import java.io.IOException;

/** Takes decoded frames in any order, from several threads. */
@FunctionalInterface
interface FrameSink {

  /**
   * Takes a frame.
   *
   * @param frame its number through all videos
   * @param rgb (S, S, 3); not to be changed any more
   */
  void put(long frame, byte[] rgb) throws IOException;
}
