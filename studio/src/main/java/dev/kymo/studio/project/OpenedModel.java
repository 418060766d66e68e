package dev.kymo.studio.project;

import dev.kymo.inference.frame.FrameSource;

/** A loaded checkpoint that draws frames. */
public interface OpenedModel extends AutoCloseable {

  /** What it is. */
  ModelInfo info();

  /** What draws its frames; used on the render thread only. */
  FrameSource frames();

  /** Frees its memory. Called once: on the render thread after the last frame, or if unused. */
  @Override
  void close();
}
