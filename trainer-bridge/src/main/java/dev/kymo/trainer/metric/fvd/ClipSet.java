package dev.kymo.trainer.metric.fvd;

import java.io.IOException;
import java.util.function.BooleanSupplier;

/** Clips that are compared. */
interface ClipSet {

  /** How many there are. */
  int count();

  /** S, the side of their frames in pixels. */
  int size();

  /**
   * Reads or draws clips.
   *
   * @param from the first
   * @param target gets (n, 3, frames, S, S) uint8 RGB, row-major; its length says n
   * @param cancelled asked between frames
   * @throws IOException with a sentence
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  void fill(int from, byte[] target, BooleanSupplier cancelled)
      throws IOException, InterruptedException;
}
