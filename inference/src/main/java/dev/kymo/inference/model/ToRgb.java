package dev.kymo.inference.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.kymo.inference.kernel.Kernels;

/**
 * A modulated 1 x 1 convolution to RGB, added to the smaller image upsampled (docs/model.md section
 * 3).
 */
final class ToRgb {
  private static final NDArray[] NONE = {};

  private final Kernels kernels;
  private final NDArray styleWeight;
  private final NDArray styleBias;
  private final NDArray weight;
  private final NDArray bias;

  /**
   * Loads the layer.
   *
   * @param name {@code renderer.to_rgb1} or {@code renderer.to_rgbs.i}
   */
  ToRgb(Parameters parameters, String name, int channels) {
    kernels = parameters.kernels();
    styleWeight = parameters.dense(name + ".conv.modulation.weight", 1);
    styleBias = parameters.load(name + ".conv.modulation.bias");
    try (NDManager temporary = parameters.compute().newScope()) {
      NDArray scaled = parameters.convolution(temporary, name + ".conv.weight");
      weight =
          kernels.call(
              parameters.scope(), "scaled_dense", scaled.reshape(3, channels), Math.sqrt(channels));
    }
    bias = parameters.load(name + ".bias");
  }

  /**
   * Applies the layer.
   *
   * @param x (N, C, r, r)
   * @param w (N, D_c)
   * @param previous (N, 3, r / 2, r / 2), or null for the first
   * @return (N, 3, r, r) float32 in the scope
   */
  NDArray forward(NDManager scope, NDArray x, NDArray w, NDArray previous) {
    NDArray[] smaller = previous == null ? NONE : new NDArray[] {previous};
    return kernels.call(scope, "to_rgb", x, w, styleWeight, styleBias, weight, bias, smaller);
  }
}
