package dev.kymo.inference.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.kymo.inference.kernel.Compute;
import dev.kymo.inference.kernel.Kernels;
import dev.kymo.inference.kernel.Kernels.Convolution;
import dev.kymo.inference.kernel.Precision;
import dev.kymo.inference.kernel.TestCompute;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both forms of an upsampling layer against transposed convolution and FIR as plain loops. */
class UpsamplingTest {
  private static final int IN = 5;
  private static final int OUT = 7;
  private static final int SIDE = 4;
  private static final double[] TAPS = {0.25, 0.75, 0.75, 0.25};

  private final Random random = new Random(5);
  private final float[] x = values(2 * IN * SIDE * SIDE);
  private final float[] weight = values(OUT * IN * 9);

  @ParameterizedTest
  @EnumSource(Convolution.class)
  void bothFormsAreTheTransposedConvolutionAndTheFir(Convolution convolution) {
    assumeTrue(convolution == Convolution.PLAIN || TestCompute.onCpu(), "oneDNN is for CPUs");
    float[] expected = reference();
    try (Compute compute = TestCompute.open(convolution)) {
      for (Upsampling form : Upsampling.values()) {
        assertArrayEquals(expected, layer(compute, form), 2e-5f, form + " " + convolution);
      }
    }
  }

  @Test
  void oneFormHasAQuarterOfTheProductsAndTheFir() {
    assertEquals(4 * 9 * 16 * 5 * 7, Upsampling.PHASES.products(4, 5, 7));
    assertEquals(9 * 16 * 5 * 7 + 64 * 16 * 7, Upsampling.TRANSPOSED.products(4, 5, 7));
  }

  /** The layer with styles, demodulation and noise that change nothing but for lrelu. */
  private float[] layer(Compute compute, Upsampling form) {
    Kernels kernels = compute.kernels();
    try (NDManager scope = compute.newScope()) {
      NDArray scaled = compute.upload(scope, weight, OUT, IN, 3, 3);
      NDArray input =
          kernels.call(
              scope,
              "learned_input",
              compute.upload(scope, x, 2, IN, SIDE, SIDE),
              Precision.FP32.scalarType());
      NDArray y =
          kernels.call(
              scope,
              form.kernel(),
              input,
              compute.upload(scope, new float[2], 2, 1),
              compute.upload(scope, new float[IN], IN, 1),
              compute.upload(scope, filled(IN, 1), IN),
              form.weights(kernels, scope, scaled, SIDE, Precision.FP32),
              // The demodulation is sqrt(2 / (sum of squares)): 1 for a sum of 2.
              compute.upload(scope, filled(OUT * IN, 2f / IN), OUT, IN),
              kernels.call(
                  scope,
                  "learned_input",
                  compute.upload(
                      scope, new float[OUT * 4 * SIDE * SIDE], 1, OUT, 2 * SIDE, 2 * SIDE),
                  Precision.FP32.scalarType()),
              false);
      return compute.download(y);
    }
  }

  private float[] reference() {
    int wide = 2 * SIDE + 1;
    float[] out = new float[2 * OUT * 4 * SIDE * SIDE];
    for (int n = 0; n < 2; n++) {
      for (int o = 0; o < OUT; o++) {
        double[][] spread = new double[wide + 2][wide + 2];
        for (int i = 0; i < IN; i++) {
          for (int r = 0; r < SIDE * SIDE; r++) {
            for (int k = 0; k < 9; k++) {
              spread[1 + 2 * (r / SIDE) + k / 3][1 + 2 * (r % SIDE) + k % 3] +=
                  x[(n * IN + i) * SIDE * SIDE + r] * (double) weight[(o * IN + i) * 9 + k];
            }
          }
        }
        for (int p = 0; p < 4 * SIDE * SIDE; p++) {
          double sum = 0;
          for (int k = 0; k < 16; k++) {
            sum +=
                spread[p / (2 * SIDE) + k / 4][p % (2 * SIDE) + k % 4] * TAPS[k / 4] * TAPS[k % 4];
          }
          out[(n * OUT + o) * 4 * SIDE * SIDE + p] = (float) (sum < 0 ? 0.2 * sum : sum);
        }
      }
    }
    return out;
  }

  private float[] values(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static float[] filled(int count, float value) {
    float[] values = new float[count];
    java.util.Arrays.fill(values, value);
    return values;
  }
}
