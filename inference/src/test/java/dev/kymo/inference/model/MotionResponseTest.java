package dev.kymo.inference.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.checkpoint.Checkpoint;
import dev.kymo.inference.checkpoint.CheckpointReader;
import dev.kymo.inference.kernel.Compute;
import dev.kymo.inference.kernel.Precision;
import dev.kymo.inference.kernel.TestCompute;
import dev.kymo.inference.motion.BandPlan;
import dev.kymo.inference.motion.LatentCode;
import dev.kymo.inference.motion.MotionEdit;
import dev.kymo.inference.motion.NoiseCode;
import dev.kymo.inference.motion.TimeGrid;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The linear answer to each sinusoid is held against what the model really does. */
class MotionResponseTest {

  private static final double[] TIMES = new TimeGrid(-4, 4, 256).times();

  @ParameterizedTest
  @ValueSource(strings = {"generator-16px", "generator-32px-3groups"})
  void sumOfTheSinusoidsMovesLikeTheModel(String name) throws IOException, URISyntaxException {
    Checkpoint checkpoint = CheckpointReader.read(golden(name));
    LatentCode code = LatentCode.seed(3);
    SinusoidMotion motion =
        MotionResponse.of(checkpoint.spec(), checkpoint.generator()).under(code);
    try (Compute compute = TestCompute.open();
        Generator generator =
            Generator.load(checkpoint.spec(), checkpoint.generator(), compute, Precision.FP32)) {
      float[] frequencies = generator.frequencies();
      float[] phases = generator.phases();
      float[] w =
          generator
              .clip(code, new NoiseCode.Seeded(1), MotionEdit.trained(BandPlan.WHOLE, code))
              .latents(TIMES);
      int[] all = IntStream.range(0, motion.size()).toArray();
      double weighted = bestCorrelation(curve(motion.weights(all), frequencies, phases), w);
      double[] counted = new double[all.length];
      Arrays.fill(counted, 1);
      double unweighted = bestCorrelation(curve(counted, frequencies, phases), w);
      assertEquals(frequencies.length, motion.size());
      // The rest of 1 is what the activation bends; counting sinusoids tells far less.
      assertTrue(weighted > 0.9, "weighted " + weighted);
      assertTrue(unweighted < weighted - 0.1, "unweighted " + unweighted);
    }
  }

  private static double[] curve(double[] weights, float[] frequencies, float[] phases) {
    double[] curve = new double[TIMES.length];
    for (int t = 0; t < curve.length; t++) {
      for (int k = 0; k < weights.length; k++) {
        curve[t] += weights[k] * Math.sin(frequencies[k] * TIMES[t] + phases[k]);
      }
    }
    return curve;
  }

  @Test
  void codesMoveTheSameSinusoidsDifferently() throws IOException, URISyntaxException {
    Checkpoint checkpoint = CheckpointReader.read(golden("generator-16px"));
    MotionResponse response = MotionResponse.of(checkpoint.spec(), checkpoint.generator());
    SinusoidMotion one = response.under(LatentCode.seed(1));
    SinusoidMotion other = response.under(LatentCode.seed(59_536));
    double[] ratios =
        IntStream.range(0, one.size()).mapToDouble(k -> one.reach(k) / other.reach(k)).toArray();
    double least = IntStream.range(0, ratios.length).mapToDouble(k -> ratios[k]).min().orElse(1);
    double most = IntStream.range(0, ratios.length).mapToDouble(k -> ratios[k]).max().orElse(1);
    assertTrue(least < 0.8 && most > 1.25, "ratios from " + least + " to " + most);
  }

  @Test
  void weightsAreTheRowsAlongTheirMainDirection() {
    // Rows 0 and 1 move along (3, 4) / 5, row 2 a little across it.
    SinusoidMotion motion = new SinusoidMotion(new float[] {3, 4, -6, -8, -0.08f, 0.06f}, 2);
    assertArrayEquals(new double[] {-5, 10, 0}, motion.weights(new int[] {0, 1, 2}), 1e-6);
    assertArrayEquals(new double[] {0.1}, motion.weights(new int[] {2}), 1e-6);
    assertEquals(10, motion.reach(1), 1e-6);
    assertArrayEquals(new double[0], motion.weights(new int[0]));
    assertArrayEquals(
        new double[] {0, 0}, new SinusoidMotion(new float[4], 2).weights(new int[] {0, 1}));
  }

  @Test
  void averageSlopeOfTheActivation() {
    double scale = Math.sqrt(2);
    assertEquals(scale, MotionResponse.averageSlope(3, 0), 1e-9);
    assertEquals(0.2 * scale, MotionResponse.averageSlope(-3, 0), 1e-9);
    assertEquals(0.6 * scale, MotionResponse.averageSlope(0, 2), 1e-4);
    // P(1) = 0.84134.
    assertEquals((0.2 + 0.8 * 0.84134) * scale, MotionResponse.averageSlope(2, 2), 1e-3);
  }

  /** How well w's own main direction follows the curve: power iteration on w minus its mean. */
  private static double bestCorrelation(double[] curve, float[] w) {
    int width = w.length / curve.length;
    double[][] moved = new double[curve.length][width];
    double mean = 0;
    for (double value : curve) {
      mean += value / curve.length;
    }
    double[] direction = new double[width];
    for (int o = 0; o < width; o++) {
      double middle = 0;
      for (int t = 0; t < curve.length; t++) {
        middle += w[t * width + o] / (double) curve.length;
      }
      for (int t = 0; t < curve.length; t++) {
        moved[t][o] = w[t * width + o] - middle;
        direction[o] += moved[t][o] * (curve[t] - mean);
      }
    }
    double both = 0;
    double left = 0;
    double right = 0;
    for (int t = 0; t < curve.length; t++) {
      double place = 0;
      for (int o = 0; o < width; o++) {
        place += direction[o] * moved[t][o];
      }
      both += place * (curve[t] - mean);
      left += place * place;
      right += (curve[t] - mean) * (curve[t] - mean);
    }
    return both / Math.sqrt(left * right);
  }

  private static Path golden(String name) throws URISyntaxException {
    return Path.of(MotionResponseTest.class.getResource("/golden/" + name + ".pt").toURI());
  }
}
