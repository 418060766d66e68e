package dev.kymo.studio.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.motion.BandPlan;
import dev.kymo.inference.motion.LatentCode;
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
}
