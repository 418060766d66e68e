package dev.kymo.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.kymo.inference.kernel.Kernels;

/**
 * {@code convs.*} of the 3-D discriminators: whole clips to 4 x 4; the first two blocks halve time.
 */
final class VideoBody {
  /** How many blocks halve time as well. */
  static final int HALVING_TIME = 2;

  private final Kernels kernels;
  private final int blocks;

  /**
   * A body.
   *
   * @param blocks how often it halves the resolution
   */
  VideoBody(Kernels kernels, int blocks) {
    this.kernels = kernels;
    this.blocks = blocks;
  }

  /** (N, 3, T, S, S) to (N, C, T / 4, 4, 4) in the scope. */
  NDArray forward(NDManager scope, Weights weights, NDArray pixels, ComputeType type) {
    NDArray x = kernels.trace(scope, "to_video_discriminator", pixels, type.scalarType());
    NDArray y =
        kernels.trace(
            scope, "conv_layer3d", x, weights.weight("convs.0.0"), weights.bias("convs.0.1"));
    x.close();
    for (int block = 1; block <= blocks; block++) {
      String name = "convs." + block;
      NDArray next =
          kernels.trace(
              scope,
              "down_block3d",
              y,
              weights.weight(name + ".conv1.0"),
              weights.bias(name + ".conv1.1"),
              weights.weight(name + ".conv2.1"),
              weights.bias(name + ".conv2.2"),
              weights.weight(name + ".skip.1"),
              block <= HALVING_TIME);
      y.close();
      y = next;
    }
    return y;
  }
}
