package dev.kymo.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.kymo.inference.kernel.Compute;
import dev.kymo.inference.kernel.Kernels;
import dev.kymo.inference.motion.Seeds;

/**
 * Whether the engine's float32 convolutions are right on this machine. oneDNN 3.7 has been seen to
 * leave the padding of blocked layouts unset on some processors, so that convolutions of 17
 * channels, or those that the second derivative of R1 consists of, add what happened to lie in
 * memory. A training run asks once and computes R1 in float64, which oneDNN does not touch, where
 * the answer is no.
 */
public final class ConvolutionCheck {
  private static final double TOLERANCE = 1e-4;

  private ConvolutionCheck() {}

  /** Compares float32 with float64 on the shapes that R1 meets; takes milliseconds. */
  public static boolean trustworthy(Compute compute, Kernels kernels) {
    // A batch of 4 becomes channels in the second derivative; 17 is what the image head has.
    int[][] shapes = {{4, 17, 4}, {4, 3, 16}, {16, 4, 8}};
    try (NDManager scope = compute.newScope()) {
      for (int[] shape : shapes) {
        NDArray x = normal(compute, scope, 1, shape[0], shape[1], shape[2], shape[2]);
        NDArray w = normal(compute, scope, 2, 16, shape[1], 3, 3);
        // Several times, because what lies in memory may happen to be zero.
        for (int attempt = 0; attempt < 3; attempt++) {
          NDArray difference = kernels.call(scope, "float32_error", x, w);
          // Written so that NaN fails too.
          if (!(compute.download(difference)[0] <= TOLERANCE)) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private static NDArray normal(Compute compute, NDManager scope, long seed, long... shape) {
    long count = 1;
    for (long size : shape) {
      count *= size;
    }
    return compute.upload(scope, Seeds.content(seed, (int) count), shape);
  }
}
