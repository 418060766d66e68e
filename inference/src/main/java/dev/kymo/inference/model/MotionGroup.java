package dev.kymo.inference.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.kymo.inference.kernel.Compute;

/**
 * One group of learned sinusoids and the layers that turn them into a part of w (docs/model.md
 * section 2).
 */
final class MotionGroup {
  private final Compute compute;
  private final float[] frequencies;
  private final float[] phases;
  private final NDArray modulationWeight;
  private final NDArray modulationBias;
  private final NDArray weight;
  private final NDArray bias;
  private final NDArray outWeight;
  private final NDArray outBias;

  MotionGroup(Parameters parameters, int group) {
    compute = parameters.compute();
    String sinusoids = "LFF." + group + ".ffm.linear";
    String linear = "motion_linear." + group;
    frequencies = parameters.values(sinusoids + ".weight");
    phases = parameters.values(sinusoids + ".bias");
    modulationWeight = parameters.dense(linear + ".0.conv.modulation.weight", 1);
    modulationBias = parameters.load(linear + ".0.conv.modulation.bias");
    int width = frequencies.length;
    try (NDManager temporary = compute.newScope()) {
      // (1, out, D_m, 1, 1): equalised by 1 / sqrt(D_m), then used as a dense layer.
      NDArray flat = parameters.convolution(temporary, linear + ".0.conv.weight");
      weight =
          parameters
              .kernels()
              .call(
                  parameters.scope(),
                  "scaled_dense",
                  flat.reshape(flat.getShape().get(0), width),
                  Math.sqrt(width));
    }
    bias = parameters.load(linear + ".0.activate.bias");
    outWeight = parameters.dense(linear + ".1.weight", 1);
    outBias = parameters.load(linear + ".1.bias");
  }

  /** Learned f (D_m), radians per unit t, any sign; not a copy. */
  float[] frequencies() {
    return frequencies;
  }

  /** Learned p (D_m), radians; not a copy. */
  float[] phases() {
    return phases;
  }

  /** The amplitude m (D_m) that a style u (1, D_m) gives to each sinusoid. */
  float[] amplitudes(NDArray style) {
    try (NDManager temporary = compute.newScope()) {
      return compute.download(
          compute.kernels().call(temporary, "dense", style, modulationWeight, modulationBias));
    }
  }

  /**
   * Adds this group's motion.
   *
   * @param w (1 or N, D_c), the content and the groups before
   * @param sinusoids (N, D_m)
   * @param amplitudes (1, D_m)
   * @return (N, D_c) in the scope
   */
  NDArray addTo(NDManager scope, NDArray w, NDArray sinusoids, NDArray amplitudes) {
    return compute
        .kernels()
        .call(scope, "motion", w, sinusoids, amplitudes, weight, bias, outWeight, outBias);
  }
}
