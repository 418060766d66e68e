package dev.kymo.trainer.dataset.sampling;

import java.nio.ByteBuffer;

/** Frames in memory. */
final class MemoryFrameStore implements FrameStore, FrameSink {
  private final byte[][] frames;

  MemoryFrameStore(int count) {
    frames = new byte[count][];
  }

  @Override
  public void put(long frame, byte[] rgb) {
    frames[(int) frame] = rgb;
  }

  @Override
  public void copy(long frame, ByteBuffer to) {
    to.put(frames[(int) frame]);
  }

  @Override
  public void close() {
    // The garbage collector does it.
  }
}
