package dev.kymo.inference.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.kymo.inference.kernel.Kernels;
import dev.kymo.inference.kernel.Precision;

/**
 * A modulated 3 x 3 convolution with noise, bias and lrelu, upsampling or not (docs/model.md
 * section 3).
 */
final class StyledLayer {
  private final Kernels kernels;
  private final Precision precision;
  private final String kernel;
  private final NDArray styleWeight;
  private final NDArray styleBias;
  private final NDArray[] weights;
  private final NDArray squares;
  private final NDArray noiseStrength;
  private final NDArray bias;

  /**
   * Loads the layer.
   *
   * @param name {@code renderer.conv1} or {@code renderer.convs.i}
   * @param upsampling whether its output is twice as large as its input
   * @param inputResolution r of its input, for which the weights are laid out
   */
  StyledLayer(
      Parameters parameters,
      String name,
      boolean upsampling,
      int inputResolution,
      Precision precision) {
    this.kernels = parameters.kernels();
    this.precision = precision;
    NDManager scope = parameters.scope();
    styleWeight = parameters.dense(name + ".conv.modulation.weight", 1);
    styleBias = parameters.load(name + ".conv.modulation.bias");
    try (NDManager temporary = parameters.compute().newScope()) {
      NDArray scaled = parameters.convolution(temporary, name + ".conv.weight");
      squares = kernels.call(scope, "squared_weight", scaled);
      if (upsampling) {
        Upsampling form = Upsampling.fastest(kernels, precision);
        kernel = form.kernel();
        weights = form.weights(kernels, scope, scaled, inputResolution, precision);
      } else {
        kernel = "styled_layer";
        weights =
            new NDArray[] {
              kernels.call(scope, "packed_weight", scaled, inputResolution, precision.scalarType())
            };
      }
    }
    noiseStrength = parameters.load(name + ".noise.weight");
    bias = parameters.load(name + ".activate.bias");
  }

  /**
   * What every frame of a clip adds to this layer.
   *
   * @param noise (1, 1, r, r) float32
   * @return (1, C, r, r) in the scope
   */
  NDArray noiseBias(NDManager scope, NDArray noise) {
    return kernels.call(scope, "noise_bias", noise, noiseStrength, bias, precision.scalarType());
  }

  /**
   * Applies the layer.
   *
   * @param x (N or 1, I, r, r)
   * @param w (N, D_c)
   * @param noiseBias from {@link #noiseBias}
   * @param owned whether x may be overwritten
   * @return (N, O, r or 2 r, r or 2 r) in the scope
   */
  NDArray forward(NDManager scope, NDArray x, NDArray w, NDArray noiseBias, boolean owned) {
    return kernels.call(
        scope, kernel, x, w, styleWeight, styleBias, weights, squares, noiseBias, owned);
  }
}
