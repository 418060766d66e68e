package dev.kymo.trainer.metric.fvd;

/** Turns clips into features. */
interface ClipDetector {

  /**
   * The features of some clips.
   *
   * @param clips (count, 3, frames, size, size) uint8 RGB, row-major
   * @return (count, F), finite, F the same in every call
   * @throws FvdException with a sentence, when the detector cannot take such clips
   */
  float[][] features(byte[] clips, int count, int frames, int size) throws FvdException;
}
