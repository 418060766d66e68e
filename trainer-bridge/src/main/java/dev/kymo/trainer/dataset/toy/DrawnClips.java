package dev.kymo.trainer.dataset.toy;

/**
 * Clips that are drawn rather than filmed. Clip i is a function of i alone. Safe for use by several
 * threads.
 */
public interface DrawnClips {

  /** Width and height of a frame in pixels. */
  int size();

  /** Frames of a clip. */
  int frames();

  /** Clip i; any i from 0. */
  DrawnClip clip(int index);

  /** One of the clips. */
  @FunctionalInterface
  interface DrawnClip {
    /**
     * Draws a frame.
     *
     * @param frame its number, 0 for the first
     * @return (size, size, 3) RGB, row-major
     */
    byte[] rgb(int frame);
  }
}
