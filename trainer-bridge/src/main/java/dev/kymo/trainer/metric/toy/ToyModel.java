package dev.kymo.trainer.metric.toy;

import dev.kymo.inference.frame.FrameRenderer;
import dev.kymo.inference.frame.FrameSource;

/**
 * A model that is judged.
 *
 * @param id the checkpoint's, which its scenes carry
 * @param imageSize S, pixels
 * @param videoLength T, frames of a training clip
 * @param frequencies learned f of all groups, radians per unit t
 * @param source draws its frames
 */
@SuppressWarnings("ArrayRecordComponent") // A carrier of bulk data, never compared.
public record ToyModel(
    String id, int imageSize, int videoLength, float[] frequencies, FrameSource source) {

  /** A loaded checkpoint. */
  public static ToyModel of(FrameRenderer renderer) {
    return new ToyModel(
        renderer.modelId(),
        renderer.spec().imageSize(),
        renderer.spec().videoLength(),
        renderer.frequencies(),
        renderer);
  }
}
