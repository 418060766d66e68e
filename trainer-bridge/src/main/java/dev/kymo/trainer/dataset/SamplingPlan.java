package dev.kymo.trainer.dataset;

/**
 * Which parts of the videos make a batch (docs/model.md sections 5 and 6).
 *
 * @param imageSize S; frames are resized so that the shorter side is S, and centre-cropped
 * @param clipFrames T, frames of a training clip
 * @param everyNth a clip takes every n-th frame; videos shorter than T * everyNth are left out
 * @param imageBatch images of a step, for all devices together
 * @param videoBatch clips or pairs of a step, for all devices together
 * @param pairing whether clips are whole or pairs of frames
 * @param seed of data order, starts and pairs
 */
public record SamplingPlan(
    int imageSize,
    int clipFrames,
    int everyNth,
    int imageBatch,
    int videoBatch,
    Pairing pairing,
    long seed) {

  /** What the video discriminator is shown of a real clip. */
  public enum Pairing {
    /** All T frames. */
    WHOLE,
    /** Two of the T frames in order, drawn for each clip. */
    PAIRS,
    /**
     * Two of the T frames in order, the same two places for the clips of a {@link BatchGroups
     * group}.
     */
    SHARED_PAIR
  }
}
