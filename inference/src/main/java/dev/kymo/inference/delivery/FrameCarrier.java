package dev.kymo.inference.delivery;

import dev.kymo.inference.footage.FootageOrigin;
import dev.kymo.inference.frame.FrameImage;
import dev.kymo.inference.image.RgbFrame;
import java.util.List;

/**
 * Carries an edit from the model's small pictures to the footage's own pixels. One carrier serves
 * one clip: it is called from one thread, in the order of the clip's frames, and may keep what
 * makes them steady.
 */
public interface FrameCarrier {

  /**
   * A frame of the footage.
   *
   * @param frame the whole frame; not to be written to
   * @param learned the model's picture of its square at its time, unedited
   */
  record Original(RgbFrame frame, FrameImage learned) {}

  /**
   * Chooses frames whose pixels help where others do not show what an edit needs; they are kept in
   * memory while the clip is carried. Asked before the first frame is carried.
   *
   * @param learned the model's pictures of all learned frames, unedited, in order
   * @return their numbers in the list, few; none are needed
   */
  default List<Integer> helpers(List<FrameImage> learned) {
    return List.of();
  }

  /** Takes the frames that it has chosen as {@link #helpers}. */
  default void keep(List<Original> helpers) {
    // Whoever chooses none gets none.
  }

  /**
   * Carries the edit at the time of a frame.
   *
   * @param edited the model's picture of the square at that time, edited
   * @return a whole frame
   */
  RgbFrame carry(Original original, FrameImage edited);

  /**
   * Carries the edit at a time between two frames that follow each other.
   *
   * @param part how far the time is from the first to the second, in (0, 1)
   * @param edited the model's picture of the square at that time, edited
   * @return a whole frame
   */
  RgbFrame between(Original before, Original after, double part, FrameImage edited);

  /** Opens carriers. */
  @FunctionalInterface
  interface Factory {
    /** One for a clip of this footage. */
    FrameCarrier open(FootageOrigin origin);
  }
}
