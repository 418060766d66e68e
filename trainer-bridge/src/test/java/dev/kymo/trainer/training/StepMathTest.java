package dev.kymo.trainer.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.kymo.inference.kernel.Compute;
import dev.kymo.inference.kernel.Kernels;
import dev.kymo.inference.motion.Seeds;
import dev.kymo.inference.tensor.HostTensor;
import dev.kymo.trainer.network.TestCompute;
import dev.kymo.trainer.network.TrainingKernels;
import dev.kymo.trainer.training.StepRandom.Purpose;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The pieces of a step against slow references. */
class StepMathTest {
  private static Compute compute;
  private static Kernels kernels;

  @BeforeAll
  static void load() {
    compute = TestCompute.open();
    kernels = TrainingKernels.load(compute);
    compute.enterTrainingThread();
  }

  @AfterAll
  static void close() {
    kernels.close();
    compute.close();
  }

  @Test
  void muonIsThatOfTheBook() {
    // Wide and tall, dense and convolutional.
    long[][] shapes = {{6, 20}, {20, 6}, {1, 8, 4, 3, 3}, {1, 24, 1, 1, 1}};
    for (long[] shape : shapes) {
      int count = (int) HostTensor.count(shape);
      int rows = (int) (shape.length == 5 ? shape[1] : shape[0]);
      float[] start = Seeds.content(1, count);
      double[] weight = new double[count];
      double[] momentum = new double[count];
      for (int i = 0; i < count; i++) {
        weight[i] = start[i];
      }
      try (NDManager scope = compute.newScope()) {
        TrainedNetwork network =
            new TrainedNetwork(
                compute, kernels, scope, Map.of("w", HostTensor.of(start, shape)), name -> true);
        for (int step = 1; step <= 3; step++) {
          float[] gradient = Seeds.content(10 + step, count);
          network.updateOrthogonal(
              scope,
              new int[] {0},
              new NDArray[] {compute.upload(scope, gradient, shape)},
              0.02,
              0.9);
          double[] wanted = new double[count];
          for (int i = 0; i < count; i++) {
            momentum[i] = 0.9 * momentum[i] + gradient[i];
            wanted[i] = gradient[i] + 0.9 * momentum[i];
          }
          double[] direction = orthogonal(wanted, rows, count / rows);
          double scale = 0.02 * Math.sqrt(Math.max(rows, count / rows));
          for (int i = 0; i < count; i++) {
            weight[i] -= scale * direction[i];
          }
        }
        float[] found = compute.download(network.learned()[0]);
        for (int i = 0; i < count; i++) {
          assertEquals(weight[i], found[i], 2e-4, "shape " + shape.length + " place " + i);
        }
      }
    }
  }

  /** Five steps X = 3.4445 X - 4.775 A X + 2.0315 A A X with A = X X^T, as they stand. */
  private static double[] orthogonal(double[] matrix, int rows, int columns) {
    double norm = 0;
    for (double value : matrix) {
      norm += value * value;
    }
    double[] x = new double[matrix.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = matrix[i] / Math.sqrt(norm);
    }
    for (int step = 0; step < 5; step++) {
      double[] a = product(x, transposed(x, rows, columns), rows, columns, rows);
      double[] ax = product(a, x, rows, rows, columns);
      double[] aax = product(a, ax, rows, rows, columns);
      for (int i = 0; i < x.length; i++) {
        x[i] = 3.4445 * x[i] - 4.775 * ax[i] + 2.0315 * aax[i];
      }
    }
    return x;
  }

  private static double[] transposed(double[] x, int rows, int columns) {
    double[] out = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      out[i % columns * rows + i / columns] = x[i];
    }
    return out;
  }

  private static double[] product(double[] a, double[] b, int rows, int inner, int columns) {
    double[] out = new double[rows * columns];
    for (int i = 0; i < rows; i++) {
      for (int k = 0; k < inner; k++) {
        for (int j = 0; j < columns; j++) {
          out[i * columns + j] += a[i * inner + k] * b[k * columns + j];
        }
      }
    }
    return out;
  }

  @Test
  void adamIsThatOfTheBook() {
    float[] start = Seeds.content(1, 50);
    double[] weight = new double[50];
    double[] mean = new double[50];
    double[] square = new double[50];
    for (int i = 0; i < 50; i++) {
      weight[i] = start[i];
    }
    try (NDManager scope = compute.newScope()) {
      TrainedNetwork network =
          new TrainedNetwork(
              compute, kernels, scope, Map.of("w", HostTensor.of(start, 5, 10)), name -> true);
      for (int step = 1; step <= 12; step++) {
        float[] gradient = Seeds.content(10 + step, 50);
        network.update(
            scope, new NDArray[] {compute.upload(scope, gradient, 5, 10)}, 0.002, 0.3, 0.99);
        for (int i = 0; i < 50; i++) {
          mean[i] = 0.3 * mean[i] + 0.7 * gradient[i];
          square[i] = 0.99 * square[i] + 0.01 * gradient[i] * gradient[i];
          double corrected = mean[i] / (1 - Math.pow(0.3, step));
          double root = Math.sqrt(square[i] / (1 - Math.pow(0.99, step)));
          weight[i] -= 0.002 * corrected / (root + 1e-8);
        }
      }
      float[] actual = network.tensors().get("w").toFloats();
      for (int i = 0; i < 50; i++) {
        assertEquals(weight[i], actual[i], 1e-6);
      }
      assertEquals(12, network.optimiser().moments().get(0).step());
    }
  }

  @Test
  void adamGoesByPlaceHoweverTheGradientLiesInMemory() {
    long[] shape = {4, 3, 3, 3};
    float[] gradient = Seeds.content(2, 108);
    try (NDManager scope = compute.newScope()) {
      Map<String, HostTensor> start = Map.of("w", HostTensor.of(new float[108], shape));
      TrainedNetwork network = new TrainedNetwork(compute, kernels, scope, start, name -> true);
      NDArray plain = compute.upload(scope, gradient, shape);
      // As the backward pass of a convolution in channels-last layout leaves it.
      NDArray channelsLast = kernels.call(scope, "to_discriminator", plain, 6);
      network.update(scope, new NDArray[] {channelsLast}, 0.002, 0, 0.99);
      float[] weight = network.tensors().get("w").toFloats();
      for (int i = 0; i < weight.length; i++) {
        assertEquals(-0.002 * Math.signum(gradient[i]), weight[i], 1e-6, "place " + i);
      }
    }
  }

  @Test
  void augmentationIsThatOfASlowReference() {
    int n = 3;
    int frames = 2;
    int s = 8;
    int quarter = 2;
    float[] pixels = Seeds.content(4, n * 3 * frames * s * s);
    float[] brightness = {0.25f, -0.5f, 0.1f};
    float[] saturation = {0, 1.5f, 1};
    float[] contrast = {1, 0.5f, 1.4f};
    float[] shiftX = {1, -1, 0};
    float[] shiftY = {0, 1, -1};
    float[] flip = {0, 1, 1};
    float[] cutX = {0, 8, 5};
    float[] cutY = {3, 8, 1};
    try (NDManager scope = compute.newScope()) {
      NDArray result =
          kernels.trace(
              scope,
              "augmented",
              compute.upload(scope, pixels, n, 3, frames, s, s),
              compute.upload(scope, brightness, n),
              compute.upload(scope, saturation, n),
              compute.upload(scope, contrast, n),
              compute.upload(scope, shiftX, n),
              compute.upload(scope, shiftY, n),
              compute.upload(scope, flip, n),
              compute.upload(scope, cutX, n),
              compute.upload(scope, cutY, n));
      float[] actual = result.toFloatArray();
      for (int i = 0; i < n; i++) {
        double[][][][] v = new double[3][frames][s][s];
        for (int f = 0; f < frames; f++) {
          for (int y = 0; y < s; y++) {
            for (int x = 0; x < s; x++) {
              double grey = 0;
              for (int c = 0; c < 3; c++) {
                v[c][f][y][x] = pixels[index(i, c, f, y, x, frames, s)] + brightness[i];
                grey += v[c][f][y][x] / 3;
              }
              for (int c = 0; c < 3; c++) {
                v[c][f][y][x] = grey + (v[c][f][y][x] - grey) * saturation[i];
              }
            }
          }
        }
        double mean = 0;
        for (double[][][] channel : v) {
          for (double[][] frame : channel) {
            for (double[] row : frame) {
              for (double value : row) {
                mean += value / (3 * frames * s * s);
              }
            }
          }
        }
        for (int c = 0; c < 3; c++) {
          for (int f = 0; f < frames; f++) {
            for (int y = 0; y < s; y++) {
              for (int x = 0; x < s; x++) {
                int fromY = y - (int) shiftY[i];
                int shifted = x - (int) shiftX[i];
                int fromX = flip[i] == 1 ? s - 1 - shifted : shifted;
                boolean outside = fromX < 0 || fromX >= s || fromY < 0 || fromY >= s;
                boolean cut =
                    x >= cutX[i] - quarter
                        && x < cutX[i] + quarter
                        && y >= cutY[i] - quarter
                        && y < cutY[i] + quarter;
                double expected =
                    outside || cut ? 0 : mean + (v[c][f][fromY][fromX] - mean) * contrast[i];
                assertEquals(
                    expected,
                    actual[index(i, c, f, y, x, frames, s)],
                    1e-5,
                    "sample %d channel %d frame %d at %d, %d".formatted(i, c, f, x, y));
              }
            }
          }
        }
      }
    }
  }

  private static int index(int i, int c, int f, int y, int x, int frames, int s) {
    return (((i * 3 + c) * frames + f) * s + y) * s + x;
  }

  @Test
  void sharesDealTheJointBatchInStrides() {
    float[] joint = new float[12];
    for (int i = 0; i < 12; i++) {
      joint[i] = i;
    }
    assertArrayEquals(new float[] {0, 1, 4, 5, 8, 9}, new Share(0, 2).of(joint, 2));
    assertArrayEquals(new float[] {2, 3, 6, 7, 10, 11}, new Share(1, 2).of(joint, 2));
  }

  @Test
  void noiseOfAShareIsThatOfTheJointBatch() {
    try (NDManager scope = compute.newScope()) {
      NDArray like = compute.upload(scope, new float[1], 1);
      NDArray[] joint = kernels.traceForList(scope, "seeded_noise", 4, 16, 99, -7, 0, 1, like);
      NDArray[] second = kernels.traceForList(scope, "seeded_noise", 2, 16, 99, -7, 1, 2, like);
      NDArray[] other = kernels.traceForList(scope, "seeded_noise", 4, 16, 99, -8, 0, 1, like);
      int[] sides = {4, 8, 8, 16, 16};
      assertEquals(sides.length, joint.length);
      for (int i = 0; i < sides.length; i++) {
        int side = sides[i];
        assertEquals(new Shape(4, 1, side, side), joint[i].getShape());
        float[] all = joint[i].toFloatArray();
        assertArrayEquals(new Share(1, 2).of(all, side * side), second[i].toFloatArray());
        assertNotEquals(all[0], other[i].toFloatArray()[0]);
      }
    }
  }

  @Test
  void noiseIsNormalAndItsPlacesAreIndependent() {
    try (NDManager scope = compute.newScope()) {
      NDArray like = compute.upload(scope, new float[1], 1);
      NDArray[] maps = kernels.traceForList(scope, "seeded_noise", 64, 64, 5, 0, 0, 1, like);
      float[] x = maps[maps.length - 1].toFloatArray();
      double n = x.length;
      double[] moments = new double[5];
      double besides = 0;
      double below = 0;
      double between = 0;
      for (int i = 0; i < x.length; i++) {
        for (int k = 1; k <= 4; k++) {
          moments[k] += Math.pow(x[i], k) / n;
        }
        besides += x[i] * x[(i + 1) % x.length] / n;
        below += x[i] * x[(i + 64) % x.length] / n;
        between += x[i] * x[(i + 64 * 64) % x.length] / n;
      }
      // Five deviations of each estimate from 262,144 values.
      double deviation = 5 / Math.sqrt(n);
      assertEquals(0, moments[1], deviation);
      assertEquals(1, moments[2], deviation * Math.sqrt(2));
      assertEquals(0, moments[3], deviation * Math.sqrt(15));
      assertEquals(3, moments[4], deviation * Math.sqrt(96));
      assertEquals(0, besides, deviation);
      assertEquals(0, below, deviation);
      assertEquals(0, between, deviation);
    }
  }

  @Test
  void memoryOfThisProcessIsPickedFromTheDriversAnswer() {
    String answer = "12, 300\n123, 1000\n123, 24\n1234, [N/A]\n123, [N/A]\n";
    assertEquals(1024L << 20, CudaMemory.ofProcess(answer, 123));
    assertEquals(0, CudaMemory.ofProcess("", 123));
  }

  @Test
  void streamsOfAStepAreTheirOwn() {
    Set<Long> seeds = new HashSet<>();
    for (long step = 0; step < 50; step++) {
      for (Purpose purpose : Purpose.values()) {
        assertTrue(seeds.add(new StepRandom(1, step).seed(purpose)));
      }
    }
    assertEquals(
        new StepRandom(1, 7).seed(Purpose.IMAGE_D_NOISE),
        new StepRandom(1, 7).seed(Purpose.IMAGE_D_NOISE));
  }

  @Test
  void fakeTimesLieOnTheGrid() {
    Random random = new Random(3);
    FakeTimes pairs = new FakeTimes(16, true, false);
    float[] times = pairs.ofClips(random, 500, new float[500]);
    Set<Float> deltas = new HashSet<>();
    for (int i = 0; i < 500; i++) {
      float first = times[2 * i];
      float second = times[2 * i + 1];
      assertTrue(first >= -1 && first < second && second < 1);
      assertEquals(Math.rint(first * 8), first * 8, 0);
      deltas.add(second - first);
    }
    assertEquals(15, deltas.size());

    FakeTimes shared = new FakeTimes(16, true, true);
    for (int gap = 1; gap < 16; gap++) {
      float[] gaps = new float[8];
      for (int i = 0; i < 8; i++) {
        gaps[i] = i % 2 == 0 ? 2f * gap / 16 : 2f / 16;
      }
      float[] same = shared.ofClips(random, 8, gaps);
      for (int i = 0; i < 8; i++) {
        assertEquals(same[2 * (i % 2)], same[2 * i]);
        assertEquals(same[2 * (i % 2) + 1], same[2 * i + 1]);
        assertEquals(gaps[i], same[2 * i + 1] - same[2 * i], 1e-6);
        assertTrue(same[2 * i + 1] < 1);
      }
    }
    Set<Boolean> alike = new HashSet<>();
    for (int round = 0; round < 50; round++) {
      float[] images = shared.ofImages(random, 8);
      for (int i = 2; i < 8; i++) {
        assertEquals(images[i % 2], images[i]);
      }
      alike.add(images[0] == images[1]);
    }
    assertTrue(alike.contains(false), "groups have times of their own");
    float[] whole = new FakeTimes(4, false, false).ofClips(random, 2, new float[0]);
    assertArrayEquals(new float[] {-1, -0.5f, 0, 0.5f, -1, -0.5f, 0, 0.5f}, whole);
  }
}
