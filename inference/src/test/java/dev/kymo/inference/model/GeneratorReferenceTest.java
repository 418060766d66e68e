package dev.kymo.inference.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kymo.inference.checkpoint.GeneratorSpec;
import dev.kymo.inference.kernel.Compute;
import dev.kymo.inference.kernel.Kernels.Convolution;
import dev.kymo.inference.kernel.Precision;
import dev.kymo.inference.kernel.TestCompute;
import dev.kymo.inference.motion.BandEdit;
import dev.kymo.inference.motion.BandPlan;
import dev.kymo.inference.motion.LatentCode;
import dev.kymo.inference.motion.MotionEdit;
import dev.kymo.inference.motion.NoiseCode;
import dev.kymo.inference.motion.RestPosition;
import dev.kymo.inference.motion.Seeds;
import dev.kymo.inference.tensor.HostTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The kernels against the plain loops of {@link ReferenceGenerator}. */
class GeneratorReferenceTest {
  private static final GeneratorSpec SPEC =
      SmallModels.spec(16, List.of(3.0, 7.0), List.of(12, 8, 6));

  private final Map<String, HostTensor> tensors = SmallModels.weights(SPEC);
  private final ReferenceGenerator reference = new ReferenceGenerator(SPEC, tensors);

  @ParameterizedTest
  @EnumSource(Convolution.class)
  void randomEditsMatchTheReference(Convolution convolution) {
    assumeTrue(convolution == Convolution.PLAIN || TestCompute.onCpu(), "oneDNN is for CPUs");
    Random random = new Random(11);
    try (Compute compute = TestCompute.open(convolution);
        Generator generator = Generator.load(SPEC, tensors, compute, Precision.FP32)) {
      for (int round = 0; round < 6; round++) {
        MotionEdit edit = randomEdit(random);
        double t = 8 * random.nextDouble() - 4;
        GeneratedClip clip =
            generator.clip(LatentCode.seed(round), new NoiseCode.Seeded(round), edit);
        GeneratedClip.Raw raw = clip.raw(new double[] {t, 0.25, t});
        double[] w = latent(round, edit, t);
        assertClose(w, raw.w(), 0, 1e-5);
        assertClose(w, raw.w(), 2 * SPEC.contentDim(), 1e-5);
        double[] image = flat(reference.image(w, noise(round)));
        assertClose(image, raw.images(), 0, 1e-4);
        assertClose(image, raw.images(), 2 * image.length, 1e-4);
      }
    }
  }

  @Test
  void bfloat16StaysNear() {
    try (Compute compute = TestCompute.open();
        Generator generator = Generator.load(SPEC, tensors, compute, Precision.BF16)) {
      MotionEdit edit = MotionEdit.trained(BandPlan.WHOLE, LatentCode.seed(3));
      GeneratedClip clip = generator.clip(LatentCode.seed(3), new NoiseCode.Seeded(3), edit);
      double[] w = latent(3, edit, 0.5);
      assertClose(
          flat(reference.image(w, noise(3))), clip.raw(new double[] {0.5}).images(), 0, 3e-2);
    }
  }

  @Test
  void pixelsAreTheClampedTruncatedImage() {
    try (Compute compute = TestCompute.open();
        Generator generator = Generator.load(SPEC, tensors, compute, Precision.FP32)) {
      GeneratedClip clip =
          generator.clip(
              LatentCode.seed(1),
              new NoiseCode.Stored(),
              MotionEdit.trained(BandPlan.WHOLE, LatentCode.seed(1)));
      double[] times = {-0.5, 2.25};
      float[] images = clip.raw(times).images();
      int[] argb = clip.argb(times);
      int plane = SPEC.imageSize() * SPEC.imageSize();
      for (int i = 0; i < argb.length; i++) {
        int start = i / plane * 3 * plane + i % plane;
        int expected = 0xFF;
        for (int c = 0; c < 3; c++) {
          float v = Math.max(-1, Math.min(1, images[start + c * plane]));
          expected = expected << 8 | (int) ((v + 1) / 2 * 255);
        }
        assertEquals(Integer.toHexString(expected), Integer.toHexString(argb[i]));
      }
    }
  }

  @Test
  void latentsOfAnotherWidthAreRefusedInWords() {
    try (Compute compute = TestCompute.open();
        Generator generator = Generator.load(SPEC, tensors, compute, Precision.FP32)) {
      MotionEdit edit = MotionEdit.trained(BandPlan.WHOLE, LatentCode.seed(1));
      IllegalArgumentException refused =
          assertThrows(
              IllegalArgumentException.class,
              () -> generator.clip(LatentCode.of(new float[5]), new NoiseCode.Seeded(1), edit));
      assertEquals(
          "the content latent has 5 values, but this model takes 24", refused.getMessage());
      NoiseCode shortNoise = new NoiseCode.Given(List.of(LatentCode.of(new float[16])));
      assertThrows(
          IllegalArgumentException.class,
          () -> generator.clip(LatentCode.seed(1), shortNoise, edit));
      // A refusal leaves the generator usable.
      GeneratedClip clip = generator.clip(LatentCode.seed(1), new NoiseCode.Seeded(1), edit);
      assertEquals(SPEC.contentDim(), clip.latents(new double[] {0}).length);
    }
  }

  private MotionEdit randomEdit(Random random) {
    BandPlan plan = BandPlan.of(1 + random.nextDouble(), 2.5 + random.nextDouble(), 5);
    List<BandEdit> bands = new ArrayList<>();
    for (int k = 0; k < plan.size(); k++) {
      bands.add(
          new BandEdit(
              4 * random.nextDouble(),
              8 * random.nextDouble() - 4,
              6 * random.nextDouble() - 3,
              LatentCode.seed(random.nextInt(3)),
              random.nextInt(5) == 0,
              random.nextInt(5) == 0,
              randomRest(random)));
    }
    return new MotionEdit(plan, bands);
  }

  private static RestPosition randomRest(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> RestPosition.MODEL;
      case 1 -> RestPosition.MEAN;
      default -> RestPosition.at(2 * random.nextDouble() - 1);
    };
  }

  private double[] latent(long contentSeed, MotionEdit edit, double t) {
    float[][] motion = new float[edit.bands().size()][];
    for (int k = 0; k < motion.length; k++) {
      long seed = ((LatentCode.Seeded) edit.bands().get(k).code()).seed();
      motion[k] = Seeds.motion(seed, SPEC.motionDim());
    }
    return reference.latent(Seeds.content(contentSeed, SPEC.contentDim()), motion, edit, t);
  }

  private static List<float[]> noise(long seed) {
    List<float[]> maps = new ArrayList<>();
    for (int i = 0; i < SPEC.styledLayers(); i++) {
      maps.add(Seeds.noise(seed, i, SPEC.layerResolution(i)));
    }
    return maps;
  }

  private static double[] flat(double[][][] planes) {
    int r = planes[0].length;
    double[] flat = new double[planes.length * r * r];
    for (int i = 0; i < flat.length; i++) {
      flat[i] = planes[i / (r * r)][i % (r * r) / r][i % r];
    }
    return flat;
  }

  /** The largest difference, relative to the largest value. */
  private static void assertClose(double[] expected, float[] actual, int offset, double tolerance) {
    double difference = 0;
    double largest = 0;
    for (int i = 0; i < expected.length; i++) {
      difference = Math.max(difference, Math.abs(expected[i] - actual[offset + i]));
      largest = Math.max(largest, Math.abs(expected[i]));
    }
    assertTrue(difference <= tolerance * largest, "relative difference " + difference / largest);
  }
}
