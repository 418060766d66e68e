package dev.kymo.studio.app;

import static dev.kymo.studio.app.WindowFixture.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.frame.FrameImage;
import dev.kymo.studio.document.ProjectFile;
import dev.kymo.studio.footage.FootageView;
import dev.kymo.studio.frames.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

/** A learned model in the window: with its footage, without it, and with a project that says. */
@ExtendWith(ApplicationExtension.class)
class FootageWindowTest {

  @TempDir private static Path root;

  private Path folder;
  private WindowFixture window;

  @Start
  void start(Stage stage) throws IOException {
    folder = Files.createTempDirectory(root, "footage");
    window = new WindowFixture(stage, folder, 1280, 800);
  }

  @Stop
  void stop() {
    window.app.stop();
  }

  private void open(FxRobot robot, String name) {
    robot.interact(() -> window.studio.shell().open(folder.resolve(name)));
    until(
        () ->
            window
                .studio
                .session()
                .modelProperty()
                .get()
                .filter(model -> model.file().endsWith(name))
                .isPresent());
  }

  private Optional<FrameImage> shown() {
    return window.studio.pictures().pictureProperty().get().map(Picture::image);
  }

  private void untilWide(int width) {
    until(() -> shown().filter(image -> image.width() == width).isPresent());
  }

  private static boolean sees(FxRobot robot, String query) {
    return robot.lookup(query).<Node>queryAll().stream().anyMatch(Node::isVisible);
  }

  @Test
  void theEditIsCarriedAndEveryViewIsOneKeyAway(FxRobot robot) throws IOException {
    assertFalse(sees(robot, "#footage-bar"), "a model of a dataset has no footage");
    window.parts.film(folder.resolve("walk.mp4"));
    open(robot, "clip.pt");
    untilWide(96);
    assertTrue(sees(robot, "#footage-bar"));
    assertTrue(sees(robot, "#timeline-footage"));
    assertEquals("walk.mp4", robot.lookup("#footage-name").queryAs(Label.class).getText());
    until(() -> robot.lookup("#footage-fit").queryAs(Label.class).getText().endsWith(" dB"));
    robot.type(KeyCode.V);
    untilWide(64);
    assertTrue(robot.lookup("#view-square").queryAs(ToggleButton.class).isSelected());
    robot.type(KeyCode.V);
    untilWide(32);
    robot.clickOn("#view-difference");
    untilWide(96);
    assertEquals(FootageView.DIFFERENCE, window.studio.pictures().viewProperty().get());
    robot.clickOn("#view-frame").type(KeyCode.B);
    until(() -> window.studio.pictures().originalProperty().get().isPresent());
    assertFalse(sees(robot, "#beyond"));
    robot.interact(() -> window.studio.playback().seek(1.5));
    until(() -> sees(robot, "#beyond"));
  }

  @Test
  void withoutItsFootageTheModelGoesOnUntilItIsLocated(FxRobot robot) throws IOException {
    open(robot, "clip.pt");
    until(() -> sees(robot, "#footage-locate"));
    assertEquals(
        "The footage walk.mp4 is not at hand: the model alone is shown.",
        robot.lookup("#notice-text").queryAs(Label.class).getText());
    untilWide(32);
    assertTrue(robot.lookup("#view-frame").query().isDisabled());
    assertTrue(robot.lookup("#view-model").queryAs(ToggleButton.class).isSelected());
    Path film = folder.resolve("films/walk-2.mp4");
    window.parts.film(film);
    window.parts.pick(film);
    robot.clickOn("#footage-locate");
    untilWide(96);
    assertFalse(sees(robot, "#footage-locate"));
  }

  @Test
  void aProjectFindsItsFootageAgain(FxRobot robot) throws IOException {
    Path film = folder.resolve("walk.mp4");
    window.parts.film(film);
    open(robot, "clip.pt");
    untilWide(96);
    Path file = folder.resolve("projects/walk.kymo");
    Files.createDirectories(file.getParent());
    window.parts.pick(file);
    robot.press(KeyCode.SHORTCUT).type(KeyCode.S).release(KeyCode.SHORTCUT);
    until(() -> Files.exists(file));
    assertEquals(film, ProjectFile.read(file).footage().get(0).file());
    open(robot, "toys.pt");
    untilWide(32);
    // Moved beside the project, it is found by its name.
    Files.move(film, file.resolveSibling("walk.mp4"));
    robot.interact(() -> window.studio.shell().open(file));
    untilWide(96);
    assertEquals(
        file.resolveSibling("walk.mp4"),
        window
            .studio
            .footage()
            .stateProperty()
            .get()
            .attached()
            .orElseThrow()
            .footage()
            .info()
            .file());
  }
}
