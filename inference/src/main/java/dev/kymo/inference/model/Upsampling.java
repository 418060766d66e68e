package dev.kymo.inference.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.kymo.inference.kernel.Kernels;
import dev.kymo.inference.kernel.Precision;

/**
 * How an upsampling layer is computed: a transposed convolution of stride 2 and a FIR
 * (docs/model.md section 3) are one linear map, which has two fast forms. Both give the same images
 * but for rounding.
 */
enum Upsampling {
  /**
   * One convolution to the four phases of the larger image: four times the products, no pass more.
   * Where products are cheap: half precisions on matrix units, and CUDA.
   */
  PHASES("upsampling_layer") {
    @Override
    NDArray[] weights(
        Kernels kernels, NDManager scope, NDArray scaled, int resolution, Precision precision) {
      try (NDArray shaped = kernels.call(scope, "upsampling_weight", scaled)) {
        return new NDArray[] {
          kernels.call(scope, "packed_weight", shaped, resolution, precision.scalarType())
        };
      }
    }

    @Override
    double products(int resolution, int in, int out) {
      return 9.0 * resolution * resolution * in * 4 * out;
    }
  },

  /** The two one after the other. Where products cost the time: float32 on CPUs. */
  TRANSPOSED("transposing_layer") {
    @Override
    NDArray[] weights(
        Kernels kernels, NDManager scope, NDArray scaled, int resolution, Precision precision) {
      return kernels.callForList(scope, "packed_transposed", scaled, resolution);
    }

    @Override
    double products(int resolution, int in, int out) {
      double fir = 16.0 * 2 * resolution * 2 * resolution * out;
      return 9.0 * resolution * resolution * in * out + fir;
    }
  };

  private final String kernel;

  Upsampling(String kernel) {
    this.kernel = kernel;
  }

  /** The faster one with these kernels. Measured: 0.58 of the time of phases at 256 x 256. */
  static Upsampling fastest(Kernels kernels, Precision precision) {
    return kernels.convolution() == Kernels.Convolution.ONEDNN && precision == Precision.FP32
        ? TRANSPOSED
        : PHASES;
  }

  /** The kernel of a layer. */
  String kernel() {
    return kernel;
  }

  /**
   * Prepares what the kernel takes as weights.
   *
   * @param scope what they belong to
   * @param scaled (O, I, 3, 3), equalised, float32
   * @param resolution h of the layer's input
   */
  abstract NDArray[] weights(
      Kernels kernels, NDManager scope, NDArray scaled, int resolution, Precision precision);

  /**
   * Products of one frame.
   *
   * @param resolution h of the layer's input
   * @param in its channels
   * @param out channels of the output
   */
  abstract double products(int resolution, int in, int out);
}
