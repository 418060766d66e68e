package dev.kymo.studio.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.clip.ClipFormat;
import dev.kymo.studio.SyntheticParts;
import dev.kymo.studio.project.ExportSettings;
import dev.kymo.studio.view.export.ExportItem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

/** Exports that outlive the open model, a pause, and the studio itself. */
@ExtendWith(ApplicationExtension.class)
class ExportQueueTest {

  private static final long FRAME_NANOS = 15_000_000;

  @TempDir private Path folder;

  private Stage stage;
  private SyntheticParts parts;
  private StudioApp app;

  @Start
  void start(Stage shown) {
    stage = shown;
  }

  @BeforeEach
  void open(FxRobot robot) {
    parts = new SyntheticParts(folder, 32, FRAME_NANOS);
    robot.interact(
        () -> {
          app = new StudioApp(parts.parts(), Optional.of(folder.resolve("first.pt")));
          app.start(stage);
        });
    WindowFixture.settle(studio());
  }

  @Stop
  void stop() {
    app.stop();
  }

  private StudioWiring studio() {
    return app.wiring().orElseThrow();
  }

  private List<ExportItem> items() {
    return studio().exports().items();
  }

  private void export(FxRobot robot, String name) {
    export(robot, name, 60);
  }

  private void export(FxRobot robot, String name, int frames) {
    parts.pickExport(folder.resolve(name));
    robot.interact(
        () -> {
          studio().export().prepare();
          studio().export().setFrames(frames);
          assertTrue(studio().export().export());
          studio().export().leave();
        });
  }

  private List<String> exported() {
    return parts.exported().stream()
        .map(ExportSettings::target)
        .map(target -> target.getFileName().toString())
        .toList();
  }

  @Test
  void goesOnWithACopyWhenAnotherCheckpointIsOpened(FxRobot robot) {
    export(robot, "a.mp4");
    WindowFixture.until(() -> !parts.written().isEmpty());
    robot.interact(() -> studio().session().open(folder.resolve("second.pt")));
    WindowFixture.until(() -> exported().equals(List.of("a.mp4")));
    assertEquals(60, parts.written().size());
    WindowFixture.until(() -> parts.opened().size() == 3);
    WindowFixture.until(() -> items().get(0).stateProperty().get() == ExportItem.State.DONE);
  }

  @Test
  void waitingExportsChangePlacesAndPause(FxRobot robot) {
    robot.interact(() -> studio().exports().setPaused(true));
    export(robot, "a.mp4");
    export(robot, "b.mp4");
    export(robot, "c.mp4");
    robot.interact(() -> studio().exports().move(items().get(2), -1));
    robot.interact(() -> studio().exports().move(items().get(0), 1));
    parts.pickExport(folder.resolve("d.mp4"));
    robot.interact(() -> studio().exports().retarget(items().get(2)));
    assertTrue(parts.exported().isEmpty());
    robot.interact(() -> studio().exports().setPaused(false));
    WindowFixture.until(() -> parts.exported().size() == 3);
    assertEquals(List.of("c.mp4", "a.mp4", "d.mp4"), exported());
  }

  @Test
  void nextStudioDoesWhatThisOneDidNot(FxRobot robot) {
    export(robot, "a.mp4");
    export(robot, "b.mp4");
    WindowFixture.until(() -> !parts.written().isEmpty());
    robot.interact(app::stop);
    assertTrue(exported().isEmpty());
    parts = new SyntheticParts(folder, 32, 0);
    folder.resolve("a.mp4").toFile().delete();
    robot.interact(
        () -> {
          app = new StudioApp(parts.parts(), Optional.empty());
          app.start(stage);
        });
    WindowFixture.until(() -> exported().equals(List.of("a.mp4", "b.mp4")));
    assertEquals(120, parts.written().size());
    assertFalse(
        folder.resolve("exports").toFile().list((dir, name) -> name.endsWith(".json")).length > 0,
        "what is done is not done again");
  }

  @Test
  void dialogSaysWhatAFormatCannotHoldBeforeAFileIsNamed(FxRobot robot) {
    robot.clickOn("#export");
    robot.interact(() -> studio().export().formatProperty().set(ClipFormat.GIF));
    assertFalse(robot.lookup("#export-start").query().isDisabled());
    WindowFixture.type(robot, "#export-fps", "60000/1001");
    assertTrue(robot.lookup("#export-start").query().isDisabled());
    assertEquals(
        "This cannot be written: a GIF shows at most 50 frames a second; choose a lower rate or an"
            + " MP4.",
        robot.lookup("#export-refusal").queryAs(Label.class).getText());
    assertEquals("59.940 fps", robot.lookup("#export-fps").queryAs(TextField.class).getText());
    robot.interact(() -> studio().export().formatProperty().set(ClipFormat.MP4));
    assertFalse(robot.lookup("#export-start").query().isDisabled());
    assertFalse(robot.lookup("#export-refusal").query().isVisible());
  }

  @Test
  void quittingAsksAndWaits(FxRobot robot) {
    boolean[] quit = {false};
    export(robot, "a.mp4", 500);
    robot.interact(() -> studio().view().quit(() -> quit[0] = true));
    robot.clickOn("#quit-cancel");
    assertFalse(quit[0]);
    assertFalse(items().get(0).stateProperty().get().isOver());
    robot.interact(() -> studio().view().quit(() -> quit[0] = true));
    robot.clickOn("#quit-done");
    assertFalse(quit[0], "not before it is exported");
    WindowFixture.until(() -> quit[0]);
    assertEquals(List.of("a.mp4"), exported());
    quit[0] = false;
    robot.interact(() -> studio().view().quit(() -> quit[0] = true));
    assertTrue(quit[0], "there is nothing to ask any more");
  }
}
