package dev.kymo.studio.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.footage.Square;
import dev.kymo.studio.SyntheticClips;
import dev.kymo.studio.SyntheticRuns;
import dev.kymo.studio.learning.ClipDraft;
import dev.kymo.studio.project.ModelInfo;
import dev.kymo.studio.view.learn.LearnViewModel;
import dev.kymo.trainer.run.EventLog;
import dev.kymo.trainer.run.LearnedClip;
import dev.kymo.trainer.run.LearningQuality;
import dev.kymo.trainer.run.RunDirectory;
import dev.kymo.trainer.run.RunEvent;
import dev.kymo.trainer.run.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

/** From a video that is dropped to a run that the editor follows, through the real window. */
@ExtendWith(ApplicationExtension.class)
class LearnSheetTest {

  @TempDir private Path folder;

  private WindowFixture window;

  @Start
  void start(Stage stage) {
    window = new WindowFixture(stage, folder, 1280, 800);
  }

  @Stop
  void stop() {
    window.app.stop();
  }

  private LearnViewModel learn() {
    return window.studio.learn();
  }

  private ClipDraft clip() {
    return learn().clipProperty().get().orElseThrow();
  }

  private static String text(FxRobot robot, String query) {
    return robot.lookup(query).<Label>query().getText();
  }

  private void drop(FxRobot robot, Path file) {
    robot.interact(() -> window.studio.shell().drop(file));
    WindowFixture.until(() -> learn().clipProperty().get().isPresent());
    WindowFixture.until(() -> learn().costsProperty().get().size() == 3);
  }

  @Test
  void aDroppedVideoIsLearnedAndTheEditorFollows(FxRobot robot) throws IOException {
    window.settled();
    drop(robot, SyntheticClips.file(folder, "walk.mp4", 120));
    assertTrue(text(robot, "#learn-facts").startsWith("walk.mp4  ·  1280 × 720  ·  29.97 fps"));
    assertTrue(text(robot, "#learn-cost-good").contains("16 min"));
    // I and O wherever the focus is; typed numbers; arrow keys on the square.
    robot.interact(() -> learn().player().seek(20));
    robot.push(KeyCode.I);
    robot.interact(() -> learn().player().seek(83));
    robot.push(KeyCode.O);
    assertEquals(20, clip().first());
    assertEquals(64, clip().frames());
    assertEquals("0:02.14  ·  64 frames", text(robot, "#learn-length"));
    WindowFixture.type(robot, "#learn-side", "640");
    assertEquals(new Square(320, 40, 640), clip().square());
    robot.interact(() -> robot.lookup("#learn-square").<Node>query().requestFocus());
    robot.push(KeyCode.SHIFT, KeyCode.RIGHT).push(KeyCode.UP);
    assertEquals(new Square(330, 39, 640), clip().square());
    robot.interact(() -> robot.lookup("#learn-out").<Node>query().requestFocus());
    robot.push(KeyCode.LEFT);
    assertEquals(63, clip().frames());
    robot.push(KeyCode.RIGHT);
    robot.clickOn("#learn-quality-draft");
    WindowFixture.until(() -> !robot.lookup("#learn-start").<Button>query().isDisabled());
    robot.clickOn("#learn-start");

    Path root = folder.resolve("training/runs/walk");
    WindowFixture.until(() -> window.parts.trainer().started().contains(root));
    WindowFixture.until(() -> robot.lookup("#learn").tryQuery().isEmpty());
    RunDirectory run = RunDirectory.view(root);
    LearnedClip learned = run.options().learning().orElseThrow().clips().get(0);
    assertEquals(20, learned.first());
    assertEquals(64, learned.frames());
    assertEquals(new Square(330, 39, 640), learned.square());
    assertEquals(LearningQuality.DRAFT.steps(), run.options().schedule().steps());
    assertEquals("DRAFT", new SettingsStore(folder.resolve("studio.json")).get().quality());

    // The editor fills as it learns.
    WindowFixture.until(() -> text(robot, "#learning-what").equals("Learning walk.mp4"));
    assertFalse(window.studio.view().showingRunsProperty().get());
    snapshot(run, 350, 31.2);
    WindowFixture.until(() -> opened().startsWith(root));
    WindowFixture.until(() -> text(robot, "#learning-fit").startsWith("fit 31.2 dB"));
    snapshot(run, 700, 34);
    WindowFixture.until(() -> opened().endsWith("generator-000000700.safetensors"));
    SyntheticRuns.status(run, RunState.STOPPED, "It was asked to stop.", 350, 700);
    WindowFixture.until(() -> text(robot, "#learning-state").equals("stopped at 50 %"));
    robot.clickOn("#learning-resume");
    WindowFixture.until(() -> window.parts.trainer().started().size() == 2);
    SyntheticRuns.status(run, RunState.ENDED, "", 700, 700);
    WindowFixture.until(() -> text(robot, "#learning-what").equals("Learned walk.mp4"));
    robot.clickOn("#learning-dismiss");
    assertFalse(robot.lookup("#learning").query().isVisible());
  }

  private Path opened() {
    return window.studio.session().modelProperty().get().map(ModelInfo::file).orElse(folder);
  }

  private static void snapshot(RunDirectory run, long step, double fit) throws IOException {
    Files.writeString(run.generatorCheckpoint(step), "a model");
    try (EventLog events = EventLog.open(run)) {
      events.append(
          RunEvent.now(step, RunEvent.Kind.METRIC, Map.of("value", fit), Map.of("name", "fit_db")));
      events.append(
          RunEvent.now(step, RunEvent.Kind.SNAPSHOT, Map.of(), Map.of("of", "generator")));
    }
  }

  @Test
  void whatCannotBeOpenedSaysWhyAndClosingCancelsAll(FxRobot robot) throws IOException {
    window.settled();
    Path broken = Files.writeString(folder.resolve("broken.mov"), "broken");
    robot.interact(() -> window.studio.shell().drop(broken));
    WindowFixture.until(
        () ->
            text(robot, "#learn-open-fault").endsWith("cannot be read as a video: it is damaged."));
    assertTrue(robot.lookup("#learn-start").<Button>query().isDisabled());
    window.parts.pick(SyntheticClips.file(folder, "cut.mp4", 120));
    robot.clickOn("#learn-choose-other");
    WindowFixture.until(() -> learn().studyProperty().get().isPresent());
    WindowFixture.until(() -> robot.lookup("#learn-part-0").tryQuery().isPresent());
    robot.interact(() -> robot.lookup("#learn-part-0").<Button>query().fire());
    assertEquals(40, clip().end());
    robot.push(KeyCode.ESCAPE);
    assertTrue(robot.lookup("#learn").tryQuery().isEmpty());
    assertEquals(Optional.empty(), learn().clipProperty().get());
    assertEquals(List.of(), window.parts.trainer().started());
  }
}
