package dev.kymo.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.kymo.inference.kernel.Kernels;

/** {@code convs.*} of the 2-D discriminators: pixels to 4 x 4. */
final class ImageBody {
  private final Kernels kernels;
  private final int blocks;

  /**
   * A body.
   *
   * @param blocks how often it halves the resolution
   */
  ImageBody(Kernels kernels, int blocks) {
    this.kernels = kernels;
    this.blocks = blocks;
  }

  /** (N, I, S, S) to (N, C, 4, 4) in the scope. */
  NDArray forward(NDManager scope, Weights weights, NDArray pixels, ComputeType type) {
    NDArray x = kernels.trace(scope, "to_discriminator", pixels, type.scalarType());
    NDArray y =
        kernels.trace(
            scope, "conv_layer", x, weights.weight("convs.0.0"), weights.bias("convs.0.1"));
    x.close();
    for (int block = 1; block <= blocks; block++) {
      String name = "convs." + block;
      NDArray next =
          kernels.trace(
              scope,
              "down_block",
              y,
              weights.weight(name + ".conv1.0"),
              weights.bias(name + ".conv1.1"),
              weights.weight(name + ".conv2.1"),
              weights.bias(name + ".conv2.2"),
              weights.weight(name + ".skip.1"));
      y.close();
      y = next;
    }
    return y;
  }
}
