package dev.kymo.studio.frames;

import dev.kymo.inference.frame.FrameSource;

/** Hears from a {@link FrameService}, always on its callback executor. */
public interface FrameListener {

  /** A newer picture is there; it may answer an older request than the newest. */
  void shown(Picture picture);

  /** A frame could not be drawn; the reason is a sentence for the user. */
  void failed(String reason);

  /** Frames came into the cache or left it. */
  void cacheChanged();

  /**
   * The device ran out of memory; drawing goes on with fewer frames at once.
   *
   * @param batch how many at once from now on
   */
  void memoryShort(int batch);

  /** Frames are now drawn by another model. */
  void sourceChanged(FrameSource.SourceInfo info);
}
