package dev.kymo.inference.footage.analysis;

/**
 * Frames that follow one another.
 *
 * @param first number of the first in the footage, at least 0
 * @param frames how many, at least 0
 */
public record FrameSpan(int first, int frames) {

  /** Checks the values. */
  public FrameSpan {
    if (first < 0 || frames < 0) {
      throw new IllegalArgumentException(
          "There are no %d frames from %d on.".formatted(frames, first));
    }
  }

  /** Number of the last frame; one less than {@code first} when there is none. */
  public int last() {
    return first + frames - 1;
  }
}
