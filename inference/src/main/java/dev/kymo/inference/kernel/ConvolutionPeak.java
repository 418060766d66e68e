package dev.kymo.inference.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;

/**
 * The speed of a large, well-shaped convolution on this device: the yardstick that drawing is
 * measured against.
 */
public final class ConvolutionPeak {
  private static final int CHANNELS = 512;
  private static final int RESOLUTION = 64;
  private static final int RUNS = 12;

  private ConvolutionPeak() {}

  /**
   * Measures 3 x 3 convolutions of 512 to 512 channels at 64 x 64, the best of several runs.
   *
   * @return operations a second; a multiply and an add are two
   */
  public static double measure(Compute compute, Precision precision) {
    compute.enterThread();
    try (NDManager scope = compute.newScope()) {
      Kernels kernels = compute.kernels();
      NDArray x =
          kernels.call(
              scope,
              "learned_input",
              ones(compute, scope, 1, CHANNELS, RESOLUTION, RESOLUTION),
              precision.scalarType());
      NDArray weight =
          kernels.call(
              scope,
              "packed_weight",
              ones(compute, scope, CHANNELS, CHANNELS, 3, 3),
              RESOLUTION,
              precision.scalarType());
      long best = Long.MAX_VALUE;
      for (int i = 0; i < RUNS; i++) {
        try (NDManager frame = compute.newScope()) {
          long start = System.nanoTime();
          NDArray y = kernels.call(frame, "convolve", x, weight);
          // Reading one value back waits for a device that works on its own.
          compute.download(kernels.call(frame, "first_value", y));
          best = Math.min(best, System.nanoTime() - start);
        }
      }
      double operations = 2.0 * 9 * CHANNELS * CHANNELS * RESOLUTION * RESOLUTION;
      return operations / best * 1e9;
    }
  }

  private static NDArray ones(Compute compute, NDManager scope, long... shape) {
    int count = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    float[] values = new float[count];
    Arrays.fill(values, 0.01f);
    return compute.upload(scope, values, shape);
  }
}
