package dev.kymo.studio.frames;

import dev.kymo.inference.frame.FrameRequest;

/** Drawn frames by their request. */
public final class FrameCache extends ImageCache<FrameRequest> {

  /** An empty cache that holds at most so many bytes of pixels. */
  public FrameCache(long boundBytes) {
    super(boundBytes);
  }
}
