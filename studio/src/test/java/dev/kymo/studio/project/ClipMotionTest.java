package dev.kymo.studio.project;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.model.SinusoidMotion;
import dev.kymo.inference.motion.BandPlan;
import dev.kymo.inference.motion.LatentCode;
import dev.kymo.inference.motion.MotionEdit;
import dev.kymo.studio.SyntheticModel;
import dev.kymo.studio.background.DirectJobRunner;
import dev.kymo.studio.frames.FrameCache;
import dev.kymo.studio.frames.FrameService;
import dev.kymo.studio.timeline.ClipRange;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClipMotionTest {

  private static final LatentCode ONE = LatentCode.seed(1);
  private static final LatentCode OTHER = LatentCode.seed(59_536);

  /** Two sinusoids, one in each band; the other code moves the second twice as far. */
  private static final LearnedFrequencies LEARNED =
      new LearnedFrequencies(new float[] {1, -3}, new float[] {0.5f, 0.25f});

  private static final Map<LatentCode, SinusoidMotion> MOTIONS =
      Map.of(
          ONE, new SinusoidMotion(new float[] {2, 0.5f}, 1),
          OTHER, new SinusoidMotion(new float[] {2, 1}, 1));

  private static final MotionEdit TRAINED = MotionEdit.trained(BandPlan.of(2), ONE);

  private static ClipMotion of(MotionEdit edit, LatentCode clip) {
    return ClipMotion.of(LEARNED, edit, clip, MOTIONS::get);
  }

  @Test
  void curvesAreTheSinusoidsAsTheMotionCodeWeighsThem() {
    ClipMotion motion = of(TRAINED, ONE);
    // The stronger band gets farthest from rest at t = 1.
    double unit = 2 * Math.sin(1.5);
    assertArrayEquals(
        new float[] {(float) (2 * Math.sin(0.5) / unit), (float) (2 * Math.sin(1.5) / unit)},
        motion.trainedCurve(0, 0, 1, 2),
        1e-6f);
    assertArrayEquals(
        new float[] {(float) (0.5 * Math.sin(0.25) / unit), (float) (0.5 * Math.sin(-2.75) / unit)},
        motion.trainedCurve(1, 0, 1, 2),
        1e-6f);
    assertArrayEquals(
        motion.trainedCurve(1, -1, 1, 9), motion.editedCurve(TRAINED, 1, -1, 1, 9), 1e-6f);
  }

  @Test
  void editedCurveFollowsGainSpeedPhaseAndCode() {
    MotionEdit edit =
        TRAINED.with(1, band -> band.withGain(2).withSpeed(-1).withPhase(0.75).withCode(OTHER));
    ClipMotion motion = of(edit, ONE);
    double unit = 2 * Math.sin(1.5);
    // sign(f) is -1: p + sign(f) q = -0.5; v f t = 3 t.
    assertArrayEquals(
        new float[] {(float) (2 * Math.sin(-0.5) / unit), (float) (2 * Math.sin(3 - 0.5) / unit)},
        motion.editedCurve(edit, 1, 0, 1, 2),
        1e-6f);
    assertArrayEquals(
        of(TRAINED, ONE).trainedCurve(1, 0, 1, 5), motion.trainedCurve(1, 0, 1, 5), 1e-6f);
    MotionEdit muted = edit.with(1, band -> band.withMuted(true));
    assertArrayEquals(new float[3], motion.editedCurve(muted, 1, 0, 1, 3));
  }

  @Test
  void spectrumShowsTheFaderTheMuteAndTheCode() {
    ClipMotion motion = of(TRAINED, ONE);
    assertEquals(
        new ClipMotion.Spectrum(List.of(0.0, 1.0, 0.25), List.of(0.0, 1.0, 0.25)),
        motion.spectrum(TRAINED, 3));
    assertEquals(
        List.of(0.0, 1.5, 0.0),
        motion
            .spectrum(
                TRAINED.with(0, band -> band.withGain(1.5)).with(1, band -> band.withMuted(true)),
                3)
            .edited());
    MotionEdit coded = TRAINED.with(1, band -> band.withCode(OTHER));
    assertEquals(List.of(0.0, 1.0, 0.5), of(coded, ONE).spectrum(coded, 3).edited());
    assertEquals(List.of(0.0, 1.0, 0.25), of(coded, ONE).spectrum(coded, 3).trained());
  }

  @Test
  void aModelThatDoesNotMoveHasFlatCurves() {
    ClipMotion still =
        ClipMotion.of(LEARNED, TRAINED, ONE, code -> new SinusoidMotion(new float[2], 1));
    assertArrayEquals(new float[4], still.trainedCurve(0, 0, 1, 4));
    assertEquals(List.of(0.0, 0.0), still.spectrum(TRAINED, 2).trained());
  }

  @Test
  void deskWeighsAgainWhenTheMotionCodeChanges() {
    EditorModel editor = new EditorModel(() -> 0);
    try (FrameService frames =
        new FrameService(new FrameCache(1 << 20), Runnable::run, new FrameDesk())) {
      ModelSession session =
          new ModelSession(
              new ModelOpener() {
                @Override
                public OpenedModel open(Path file, Progress progress) {
                  return new SyntheticModel(file, 8, 0);
                }

                @Override
                public String id(Path file) {
                  return SyntheticModel.id(file);
                }
              },
              new DirectJobRunner(),
              frames,
              editor,
              new Notices(),
              path -> {});
      ClipMotionDesk desk = new ClipMotionDesk(editor, session, new DirectJobRunner());
      assertEquals(Optional.empty(), desk.motionProperty().get());
      session.open(Path.of("a.pt"));
      ClipMotion first = desk.motionProperty().get().orElseThrow();
      float[] one = curve(first);
      editor.edit("Gain", "gain", s -> s.withMotion(s.motion().with(0, b -> b.withGain(2))));
      assertTrue(first == desk.motionProperty().get().orElseThrow(), "a gain weighs nothing anew");
      editor.edit("Seed", "seed", s -> s.withMotionCode(OTHER));
      float[] other = curve(desk.motionProperty().get().orElseThrow());
      assertFalse(Arrays.equals(one, other), "another motion code has another curve");
      editor.edit("Range", "range", s -> s.withRange(new ClipRange(-1, 3)));
      editor.edit("Seed", "seed2", s -> s.withMotionCode(ONE));
      assertArrayEquals(one, curve(desk.motionProperty().get().orElseThrow()));
    }
  }

  private static float[] curve(ClipMotion motion) {
    return motion.trainedCurve(0, -1, 1, 32);
  }
}
