package dev.kymo.trainer.dataset.sampling;

import java.util.List;

/**
 * What a step gets, before any pixel is touched.
 *
 * @param images one frame for each image
 * @param clips the frames of each clip in order
 * @param deltas 2 (j - i) / T for each pair; empty for whole clips
 */
@SuppressWarnings("ArrayRecordComponent") // A carrier, never compared.
record StepDraw(List<FramePlace> images, List<List<FramePlace>> clips, float[] deltas) {

  /**
   * A frame of a video.
   *
   * @param video its number among those that are used
   * @param frame from 0
   */
  record FramePlace(int video, int frame) {}
}
