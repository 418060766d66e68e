package dev.kymo.studio.project;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.motion.BandPlan;
import dev.kymo.inference.motion.LatentCode;
import dev.kymo.inference.motion.MotionEdit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class EditorModelTest {

  private final AtomicLong now = new AtomicLong();
  private final EditorModel editor = new EditorModel(now::get);

  private void fps(double value) {
    editor.edit("Rate", "fps", s -> s.withFps(value));
  }

  @Test
  void dragIsOneStep() {
    fps(30);
    editor.beginGesture();
    for (int k = 31; k < 60; k++) {
      now.addAndGet(2_000_000_000L);
      fps(k);
    }
    editor.endGesture();
    editor.undo();
    assertEquals(30, editor.state().fps());
    editor.undo();
    assertEquals(25, editor.state().fps());
    assertEquals(Optional.empty(), editor.undoLabelProperty().get());
    editor.redo();
    editor.redo();
    assertEquals(59, editor.state().fps());
  }

  @Test
  void quickStepsMergeAndSlowOnesDoNot() {
    fps(26);
    fps(27);
    now.addAndGet(5_000_000_000L);
    fps(28);
    editor.undo();
    assertEquals(27, editor.state().fps());
    editor.undo();
    assertEquals(25, editor.state().fps());
  }

  @Test
  void newEditForgetsWhatWasUndone() {
    fps(30);
    editor.undo();
    fps(40);
    assertEquals(Optional.empty(), editor.redoLabelProperty().get());
    assertEquals(Optional.of("Rate"), editor.undoLabelProperty().get());
  }

  @Test
  void bandsWithTheirOwnCodeKeepIt() {
    EditorState state = EditorState.first(BandPlan.of(2, 4));
    state = state.withMotion(state.motion().with(1, b -> b.withCode(LatentCode.seed(903))));
    EditorState other = state.withMotionCode(LatentCode.seed(5));
    assertEquals(LatentCode.seed(5), other.motion().bands().get(0).code());
    assertEquals(LatentCode.seed(903), other.motion().bands().get(1).code());
    assertTrue(other.follows(2));
    assertFalse(other.follows(1));
  }

  @Test
  void activityFollowsGainSpeedAndPhase() {
    LearnedFrequencies one = new LearnedFrequencies(new float[] {3}, new float[] {0.5f});
    MotionEdit edit = MotionEdit.trained(BandPlan.WHOLE, LatentCode.seed(1));
    double scale = 1 / Math.sqrt(0.5);
    MotionEdit changed = edit.with(0, b -> b.withGain(2).withSpeed(-1).withPhase(0.25));
    float[] curve = BandActivity.curve(one, changed, 0, 0, 1, 2);
    assertArrayEquals(
        new float[] {
          (float) (2 * scale * Math.sin(0.75)), (float) (2 * scale * Math.sin(-3 + 0.75))
        },
        curve,
        1e-5f);
    float[] silent = BandActivity.curve(one, edit.with(0, b -> b.withMuted(true)), 0, 0, 1, 3);
    assertArrayEquals(new float[3], silent);
  }
}
