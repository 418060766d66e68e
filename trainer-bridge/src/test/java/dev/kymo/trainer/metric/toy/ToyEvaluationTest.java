package dev.kymo.trainer.metric.toy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.frame.FrameImage;
import dev.kymo.inference.frame.FrameOutcome;
import dev.kymo.inference.frame.FrameRequest;
import dev.kymo.inference.frame.FrameSource;
import dev.kymo.inference.frame.Scene;
import dev.kymo.inference.motion.LatentCode;
import dev.kymo.inference.motion.Seeds;
import dev.kymo.trainer.dataset.toy.ToyClip;
import dev.kymo.trainer.dataset.toy.ToyObject;
import dev.kymo.trainer.dataset.toy.ToyShape;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Judges made-up models of which the right judgement is known. */
class ToyEvaluationTest {
  private static final List<ToyShape> SHAPES = List.of(ToyShape.values());
  private static final float[] FREQUENCIES = {-1, 1.5f, -6, 7};

  /**
   * Draws toy objects: their colours and shapes are of the content seed, and their positions the
   * sum of a slow and a fast sinusoid of the motion seed.
   */
  private static class Ideal implements FrameSource {
    @Override
    public SourceInfo info() {
      return new SourceInfo("none", "fp32", "made up");
    }

    @Override
    public int batchSize() {
      return 1;
    }

    @Override
    public FrameOutcome draw(FrameRequest request) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int drawClip(Scene scene, double[] times, Sink sink, BooleanSupplier cancelled)
        throws dev.kymo.inference.frame.FrameException {
      for (int k = 0; k < times.length; k++) {
        if (cancelled.getAsBoolean()) {
          return k;
        }
        sink.accept(k, times[k], image(scene, times[k]));
      }
      return times.length;
    }

    FrameImage image(Scene scene, double t) {
      long content = ((LatentCode.Seeded) scene.content()).seed();
      long motion = ((LatentCode.Seeded) scene.motion().bands().get(0).code()).seed();
      List<ToyObject> objects = new ArrayList<>();
      for (int column = 0; column < 3; column++) {
        float[] c = Seeds.content(content * 3 + column, 4);
        float[] m = Seeds.motion(motion * 3 + column, 4);
        double slow = 14 * Math.sin((1 + 0.2 * column) * t + 3 * m[0]);
        double fast = 5 * Math.sin(6.5 * t + 3 * m[1]);
        double y =
            32 + scene.motion().effectiveGain(0) * slow + scene.motion().effectiveGain(1) * fast;
        objects.add(
            new ToyObject(
                SHAPES.get(Math.floorMod((int) (100 * c[3]), 3)),
                level(c[0]),
                level(c[1]),
                level(c[2]),
                16 * (column + 1),
                (int) Math.round(y),
                2));
      }
      return RealClips.scaled(new ToyClip(objects).rgb(0), 64);
    }

    private static int level(float normal) {
      return (int) Math.max(100, Math.min(254, 177 + 45 * normal));
    }
  }

  private static ToyReport judge(FrameSource source, int clips) throws Exception {
    ToyModel model = new ToyModel("made-up", 64, 16, FREQUENCIES, source);
    ToyEvaluation evaluation =
        new ToyEvaluation(model, new ToyPlan(clips, 5, OptionalDouble.of(4)));
    long[] last = new long[1];
    ToyReport report =
        evaluation.run(
            (done, total) -> {
              assertEquals(++last[0], done);
              assertEquals(evaluation.frames(), total);
            },
            () -> false);
    assertEquals(evaluation.frames(), last[0]);
    return report;
  }

  @Test
  void anIdealModelPasses() throws Exception {
    ToyReport report = judge(new Ideal(), 20);
    assertEquals(1, report.real().complete());
    assertEquals(1, report.real().completeLong());
    assertEquals(1, report.real().speeds().near(), 1e-9);
    assertEquals(44.7, report.real().colorDeviation(), 5, "uniform from 100 to 255");
    assertEquals(16.2, report.real().startDeviation(), 2.5, "uniform from 4 to 60");
    assertEquals(1, report.generated().complete());
    assertEquals(0, report.generated().colorDrift(), 1e-9);
    assertEquals(1, report.generated().shapeKept(), 1e-9);
    // Seeds decide what they should and nothing else.
    assertEquals(0, report.byContent().positions(), 1, "triangles lie lower in their frames");
    assertTrue(report.byMotion().positions() > 8, report.byMotion().toString());
    assertTrue(report.byContent().colors() > 30, report.byContent().toString());
    assertEquals(0, report.byMotion().colors(), 1e-9);
    assertTrue(report.byContent().shapeEntropy() > 1.2, report.byContent().toString());
    assertEquals(0, report.byMotion().shapeEntropy(), 1e-9);
    // The bands are what they say.
    assertTrue(report.fastMuted().above() < -12, report.fastMuted().toString());
    assertEquals(0, report.fastMuted().below(), 0.5);
    assertTrue(report.slowMuted().below() < -12, report.slowMuted().toString());
    assertEquals(0, report.slowMuted().above(), 0.5);
  }

  @Test
  void aBlindModelFails() throws Exception {
    FrameSource blind =
        new Ideal() {
          @Override
          FrameImage image(Scene scene, double t) {
            return new FrameImage(64, 64, new int[64 * 64]);
          }
        };
    ToyReport report = judge(blind, 4);
    assertEquals(0, report.generated().complete());
    assertTrue(Double.isNaN(report.generated().speeds().median()));
    assertTrue(Double.isNaN(report.byContent().colors()));
    assertTrue(Double.isNaN(report.fastMuted().above()));
  }

  @Test
  void aCutOutsideTheFrequenciesIsRefused() {
    ToyModel model = new ToyModel("made-up", 64, 16, FREQUENCIES, new Ideal());
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> new ToyEvaluation(model, new ToyPlan(4, 0, OptionalDouble.of(9))))
            .getMessage();
    assertTrue(message.contains("from 1.00 to 7.00"), message);
  }

  @Test
  void theCutLiesBetweenTheRealSpeeds() {
    double cut = ToyEvaluation.cut(16);
    assertEquals(2.69, cut, 0.005);
    assertEquals(2 * cut, ToyEvaluation.cut(32), 1e-12);
    for (int speed : List.of(2, 4, 8)) {
      ToyObject object = new ToyObject(ToyShape.CIRCLE, 200, 200, 200, 16, 20, speed);
      double[] y = IntStream.range(-24, 40).mapToDouble(object::y).toArray();
      BandPower power = MotionSpectrum.of(y, 1 / 8.0).split(cut);
      double fast = power.above() / (power.above() + power.below());
      assertEquals(speed < 6 ? 0 : 1, fast, 0.03, speed + " pixels a frame");
    }
  }

  @Test
  void cancellingStops() {
    ToyModel model = new ToyModel("made-up", 64, 16, FREQUENCIES, new Ideal());
    ToyEvaluation evaluation = new ToyEvaluation(model, new ToyPlan(4, 0, OptionalDouble.empty()));
    long[] seen = new long[1];
    assertThrows(
        CancellationException.class,
        () -> evaluation.run((done, total) -> seen[0] = done, () -> seen[0] >= 5));
    assertEquals(5, seen[0]);
  }
}
