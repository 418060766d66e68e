package dev.kymo.inference.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.kymo.inference.kernel.Compute;

/**
 * Latent to style: pixel norm, then dense layers of learning rate 0.01 with lrelu (docs/model.md
 * section 2).
 */
final class MappingNetwork {
  private static final double LEARNING_RATE = 0.01;

  private final Compute compute;
  private final NDArray[] weights;
  private final NDArray[] biases;

  /**
   * Loads the layers {@code prefix.1}, {@code prefix.2}, ...
   *
   * @param layers how many
   */
  MappingNetwork(Parameters parameters, String prefix, int layers) {
    compute = parameters.compute();
    weights = new NDArray[layers];
    biases = new NDArray[layers];
    for (int i = 0; i < layers; i++) {
      weights[i] = parameters.dense(prefix + "." + (i + 1) + ".weight", LEARNING_RATE);
      biases[i] = parameters.bias(prefix + "." + (i + 1) + ".bias", LEARNING_RATE);
    }
  }

  /**
   * Maps one latent.
   *
   * @param z (D)
   * @return (1, D) in the scope
   */
  NDArray map(NDManager scope, float[] z) {
    try (NDManager temporary = compute.newScope()) {
      NDArray latent = compute.upload(temporary, z, 1, z.length);
      return compute.kernels().call(scope, "mapping", latent, weights, biases);
    }
  }
}
