package dev.kymo.inference.frame;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.checkpoint.GeneratorSpec;
import dev.kymo.inference.kernel.Compute;
import dev.kymo.inference.kernel.Precision;
import dev.kymo.inference.kernel.TestCompute;
import dev.kymo.inference.model.Generator;
import dev.kymo.inference.model.InitialWeights;
import dev.kymo.inference.model.PrecisionChoice;
import dev.kymo.inference.motion.BandPlan;
import dev.kymo.inference.motion.LatentCode;
import dev.kymo.inference.motion.MotionEdit;
import dev.kymo.inference.motion.NoiseCode;
import dev.kymo.inference.motion.TimeGrid;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FrameRendererTest {
  private static final GeneratorSpec SPEC =
      new GeneratorSpec(32, 32, 32, 4, 2, List.of(7.0), List.of(16, 16, 16, 16), 16);

  private Compute compute;
  private FrameRenderer renderer;
  private final Scene scene =
      new Scene(
          "model",
          LatentCode.seed(1),
          new NoiseCode.Seeded(2),
          MotionEdit.trained(BandPlan.of(2, 4), LatentCode.seed(3)));

  @BeforeEach
  void open() {
    compute = TestCompute.open();
    Generator generator = Generator.load(SPEC, InitialWeights.of(SPEC, 5), compute, Precision.FP32);
    renderer =
        new FrameRenderer(
            "model",
            compute,
            "CPU",
            generator,
            new PrecisionChoice(Precision.FP32, "it was asked for"));
  }

  @AfterEach
  void close() {
    renderer.close();
    compute.close();
  }

  @Test
  void framesOfAClipEqualFramesDrawnAlone() throws FrameException {
    double[] times = new TimeGrid(-1, 3, 37).times();
    List<FrameImage> clip = new ArrayList<>();
    int drawn =
        renderer.drawClip(
            scene,
            times,
            (index, t, image) -> {
              assertEquals(clip.size(), index);
              assertEquals(times[index], t);
              clip.add(image);
            },
            () -> false);
    assertEquals(37, drawn);
    for (int i = 0; i < times.length; i += 6) {
      FrameOutcome.Drawn alone =
          assertInstanceOf(
              FrameOutcome.Drawn.class, renderer.draw(new FrameRequest(scene, times[i])));
      assertNear(alone.image().argb(), clip.get(i).argb());
    }
  }

  @Test
  void anEditChangesTheFrameAndTakingItBackRestoresIt() {
    int[] before = pixels(scene, 0.3);
    Scene edited =
        new Scene(
            "model", scene.content(), scene.noise(), scene.motion().with(2, b -> b.withGain(0)));
    int different = 0;
    int[] after = pixels(edited, 0.3);
    for (int i = 0; i < after.length; i++) {
      different += after[i] == before[i] ? 0 : 1;
    }
    assertTrue(different > after.length / 10, different + " pixels changed");
    assertArrayEquals(before, pixels(scene, 0.3));
  }

  @Test
  void cancellingStopsBetweenFrames() throws FrameException {
    List<Integer> indices = new ArrayList<>();
    int drawn =
        renderer.drawClip(
            scene,
            new TimeGrid(-1, 1, 64).times(),
            (index, t, image) -> indices.add(index),
            () -> indices.size() >= 5);
    assertEquals(5, drawn);
    assertEquals(5, indices.size());
  }

  @Test
  void requestsForAnotherModelOrOfAnotherWidthFailInOneSentence() {
    Scene other = new Scene("other", scene.content(), scene.noise(), scene.motion());
    FrameOutcome.Failed wrongModel =
        assertInstanceOf(FrameOutcome.Failed.class, renderer.draw(new FrameRequest(other, 0)));
    assertTrue(wrongModel.reason().contains("another checkpoint"), wrongModel.reason());
    Scene wide = new Scene("model", LatentCode.of(new float[99]), scene.noise(), scene.motion());
    FrameOutcome.Failed wrongWidth =
        assertInstanceOf(FrameOutcome.Failed.class, renderer.draw(new FrameRequest(wide, 0)));
    assertEquals(
        "Cannot draw: the content latent has 99 values, but this model takes 32.",
        wrongWidth.reason());
    assertThrows(IllegalArgumentException.class, () -> new FrameRequest(scene, Double.NaN));
  }

  @Test
  void rawFramesCarryLatentsAndUnclampedImages() throws FrameException {
    List<float[]> latents = new ArrayList<>();
    List<float[]> images = new ArrayList<>();
    double[] times = {-1, 0.1, 4};
    renderer.drawRaw(
        scene,
        times,
        (t, w, image) -> {
          assertEquals(times[latents.size()], t);
          latents.add(w);
          images.add(image);
        },
        () -> false);
    assertEquals(3, latents.size());
    assertEquals(SPEC.contentDim(), latents.get(0).length);
    int[] argb = pixels(scene, 0.1);
    float red = Math.max(-1, Math.min(1, images.get(1)[0]));
    assertEquals((argb[0] >> 16) & 0xFF, (int) ((red + 1) / 2 * 255), 1);
  }

  @Test
  void batchesFitTheMemoryAndHalveDownToOne() {
    long one = BatchPlan.bytesPerFrame(SPEC, Precision.FP32);
    assertEquals(16, new BatchPlan(SPEC, Precision.FP32, 1L << 40, false).size());
    assertEquals(3, new BatchPlan(SPEC, Precision.FP32, 4 * 3 * one + 8, false).size());
    BatchPlan tight = new BatchPlan(SPEC, Precision.FP32, 1, false);
    assertEquals(1, tight.size());
    assertEquals(false, tight.halve());
    BatchPlan plan = new BatchPlan(SPEC, Precision.FP32, 1L << 40, true);
    assertTrue(plan.halve());
    assertEquals(8, plan.size());
    GeneratorSpec large = InitialWeights.published(1024);
    assertEquals(1, new BatchPlan(large, Precision.FP32, 8L << 30, false).size());
  }

  private int[] pixels(Scene of, double t) {
    return assertInstanceOf(FrameOutcome.Drawn.class, renderer.draw(new FrameRequest(of, t)))
        .image()
        .argb();
  }

  /** Sums run in another order in another batch size, so a value may fall to the next byte. */
  private static void assertNear(int[] expected, int[] actual) {
    assertEquals(expected.length, actual.length);
    for (int i = 0; i < expected.length; i++) {
      for (int shift = 0; shift < 24; shift += 8) {
        assertEquals((expected[i] >> shift) & 0xFF, (actual[i] >> shift) & 0xFF, 1);
      }
    }
  }
}
