package dev.kymo.inference.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Ten thousand frames with every kind of edit leave the process as large as a thousand did. Run
 * with {@code ./mvnw -pl inference -am test -Dtest.groups.excluded=none -Dtest=FlatMemorySoakTest}.
 */
@Tag("soak")
class FlatMemorySoakTest {
  private static final Path STATM = Path.of("/proc/self/statm");
  private static final int PAGE = 4096;
  private static final int FRAMES = 10_000;
  private static final int SETTLED = 2_000;

  @Test
  void residentMemoryStaysFlat() throws FrameException, IOException {
    assumeTrue(Files.exists(STATM), "resident memory is read from /proc");
    GeneratorSpec spec =
        new GeneratorSpec(64, 128, 128, 4, 2, List.of(7.0), List.of(48, 48, 48, 32, 24), 16);
    try (Compute compute = TestCompute.open();
        FrameRenderer renderer =
            new FrameRenderer(
                "model",
                compute,
                "CPU",
                Generator.load(spec, InitialWeights.of(spec, 1), compute, Precision.BF16),
                new PrecisionChoice(Precision.BF16, "it was asked for"))) {
      long settled = 0;
      for (int i = 0; i < FRAMES; i++) {
        if (i == SETTLED) {
          settled = resident();
        }
        Scene scene = scene(i);
        if (i % 100 == 0) {
          double[] times = {0, 0.1, 0.2, 0.3, 0.4};
          assertEquals(5, renderer.drawClip(scene, times, (k, t, image) -> {}, () -> false));
        }
        assertInstanceOf(
            FrameOutcome.Drawn.class, renderer.draw(new FrameRequest(scene, i * 0.01)));
      }
      long grown = resident() - settled;
      // A leak of one 32 x 32 activation a frame would be 650 MB.
      assertTrue(grown < 48L << 20, "grown by " + (grown >> 20) + " MiB over 8,000 frames");
    }
  }

  private static Scene scene(int i) {
    double gain = (i % 40) / 10.0;
    MotionEdit edit =
        MotionEdit.trained(BandPlan.of(2, 4), LatentCode.seed(i / 50))
            .with(i % 3, b -> b.withGain(gain));
    return new Scene("model", LatentCode.seed(i / 70), new NoiseCode.Seeded(i / 90), edit);
  }

  private static long resident() throws IOException {
    System.gc();
    return PAGE * Long.parseLong(Files.readString(STATM).split(" ", -1)[1]);
  }
}
