package dev.kymo.inference.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.kymo.inference.kernel.Compute;
import java.util.List;

/**
 * Latents, noise and motion fixed; any times can be drawn. Valid until its generator draws another
 * clip or closes. The number of times in a call is the batch: the caller sizes it to the memory.
 */
public final class GeneratedClip {
  private final Compute compute;
  private final MotionNetwork motion;
  private final SynthesisNetwork synthesis;
  private final NDArray content;
  private final List<SinusoidPlan> plans;
  private final NDArray[] noiseBiases;

  GeneratedClip(
      Compute compute,
      MotionNetwork motion,
      SynthesisNetwork synthesis,
      NDArray content,
      List<SinusoidPlan> plans,
      NDArray[] noiseBiases) {
    this.compute = compute;
    this.motion = motion;
    this.synthesis = synthesis;
    this.content = content;
    this.plans = plans;
    this.noiseBiases = noiseBiases;
  }

  /**
   * Images as floats.
   *
   * @param w (n, D_c) row-major
   * @param images (n, 3, S, S) row-major, nominally in [-1, 1], not clamped
   */
  @SuppressWarnings("ArrayRecordComponent") // A carrier of bulk data, never compared.
  public record Raw(float[] w, float[] images) {}

  /** w at these times, (n, D_c) row-major. */
  public float[] latents(double[] times) {
    try (NDManager scope = compute.newScope()) {
      return compute.download(motion.latents(scope, content, plans, times));
    }
  }

  /** Images at these times as floats. */
  public Raw raw(double[] times) {
    try (NDManager scope = compute.newScope()) {
      NDArray w = motion.latents(scope, content, plans, times);
      return new Raw(
          compute.download(w), compute.download(synthesis.images(scope, w, noiseBiases)));
    }
  }

  /** Images of given w instead of given times: (n, D_c) to (n, 3, S, S), row-major. */
  public float[] imagesOf(float[] w, int count) {
    try (NDManager scope = compute.newScope()) {
      NDArray latents = compute.upload(scope, w, count, w.length / count);
      return compute.download(synthesis.images(scope, latents, noiseBiases));
    }
  }

  /** Images at these times as pixels 0xFFRRGGBB, (n, S, S) row-major. */
  public int[] argb(double[] times) {
    try (NDManager scope = compute.newScope()) {
      NDArray w = motion.latents(scope, content, plans, times);
      NDArray images = synthesis.images(scope, w, noiseBiases);
      return compute.downloadInts(compute.kernels().call(scope, "to_argb", images));
    }
  }
}
