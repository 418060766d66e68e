package dev.kymo.trainer.dataset.sampling;

import dev.kymo.trainer.dataset.DatasetException;
import java.nio.ByteBuffer;

/** Decoded frames, each (S, S, 3) uint8, numbered through all videos. Safe for several threads. */
interface FrameStore extends AutoCloseable {

  /** Appends a frame's bytes to a buffer. */
  void copy(long frame, ByteBuffer to) throws DatasetException;

  @Override
  void close() throws DatasetException;
}
