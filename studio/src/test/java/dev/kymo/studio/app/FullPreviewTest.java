package dev.kymo.studio.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;

/** The preview with the screen to itself: how it gets there, what works there, how it ends. */
@ExtendWith(ApplicationExtension.class)
class FullPreviewTest {

  @TempDir private static Path folder;

  private WindowFixture window;
  private Stage stage;

  @Start
  void start(Stage shown) {
    stage = shown;
    window = new WindowFixture(stage, folder, 1280, 800);
  }

  @Stop
  void stop() {
    window.app.stop();
  }

  private static Bounds bounds(FxRobot robot, String query) {
    Node node = robot.lookup(query).query();
    return node.localToScene(node.getLayoutBounds());
  }

  private boolean alone(FxRobot robot) {
    boolean shown = robot.lookup("#alone").query().isVisible();
    assertEquals(shown, stage.isFullScreen());
    assertEquals(!shown, window.studio.view().getChildrenUnmodifiable().get(0).isVisible());
    return shown;
  }

  private int corner() {
    WritableImage image =
        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> stage.getScene().snapshot(null));
    return image.getPixelReader().getArgb(2, 2);
  }

  @Test
  void onlyThePictureIsLeftAndTheKeysOfPlayGoOn(FxRobot robot) {
    window.settled();
    double before = bounds(robot, "#preview").getWidth();
    robot.type(KeyCode.F);
    WaitForAsyncUtils.waitForFxEvents();
    assertTrue(alone(robot));
    assertEquals(stage.getScene().getWidth(), bounds(robot, "#preview").getWidth());
    assertEquals(stage.getScene().getHeight(), bounds(robot, "#preview").getHeight());
    assertTrue(bounds(robot, "#preview").getWidth() > before);
    assertEquals(0xFF000000, corner());
    robot.type(KeyCode.SPACE);
    assertTrue(window.studio.playback().playingProperty().get());
    robot.type(KeyCode.K).type(KeyCode.HOME);
    assertFalse(window.studio.playback().playingProperty().get());
    robot.type(KeyCode.RIGHT);
    assertEquals(-0.875, window.studio.playback().playheadProperty().get(), 1e-12);
    robot.clickOn("#step-forward");
    assertEquals(-0.75, window.studio.playback().playheadProperty().get(), 1e-12);
    window.settled();
    controlsComeWithTheMouseAndGo(robot);
    robot.type(KeyCode.ESCAPE);
    WaitForAsyncUtils.waitForFxEvents();
    assertFalse(alone(robot));
    assertEquals(before, bounds(robot, "#preview").getWidth());
    robot.type(KeyCode.LEFT);
    assertEquals(-0.875, window.studio.playback().playheadProperty().get(), 1e-12);
  }

  private static void controlsComeWithTheMouseAndGo(FxRobot robot) {
    Node transport = robot.lookup("#transport").query();
    robot.moveTo("#preview");
    assertEquals(1, transport.getOpacity());
    WindowFixture.until(() -> transport.getOpacity() == 0);
    robot.moveBy(20, 20);
    assertEquals(1, transport.getOpacity());
  }

  @Test
  void zoomComesBackAndDialogsAreShownInTheEditor(FxRobot robot) {
    window.settled();
    robot.clickOn("#zoom-fit").clickOn("#full-preview");
    WaitForAsyncUtils.waitForFxEvents();
    assertTrue(bounds(robot, "#preview .pixel-frame").getHeight() > 700, "it fits the screen");
    robot.press(KeyCode.CONTROL).type(KeyCode.E).release(KeyCode.CONTROL);
    WaitForAsyncUtils.waitForFxEvents();
    assertTrue(robot.lookup("#export-dialog").tryQuery().isPresent());
    assertFalse(alone(robot));
    assertEquals(34, bounds(robot, "#preview .pixel-frame").getHeight(), "one to one again");
    robot.type(KeyCode.F);
    assertFalse(alone(robot), "not over a dialog");
    robot.type(KeyCode.ESCAPE);
    robot.type(KeyCode.F).press(KeyCode.CONTROL).type(KeyCode.R).release(KeyCode.CONTROL);
    WaitForAsyncUtils.waitForFxEvents();
    assertTrue(window.studio.view().showingRunsProperty().get());
    assertFalse(alone(robot));
    robot.press(KeyCode.CONTROL).type(KeyCode.R).release(KeyCode.CONTROL);
    windowThatFilledTheScreenStillDoesAfterwards(robot);
  }

  private void windowThatFilledTheScreenStillDoesAfterwards(FxRobot robot) {
    robot.interact(() -> stage.setFullScreen(true));
    robot.type(KeyCode.F);
    WaitForAsyncUtils.waitForFxEvents();
    assertTrue(alone(robot));
    robot.type(KeyCode.ESCAPE);
    WaitForAsyncUtils.waitForFxEvents();
    assertTrue(stage.isFullScreen());
    assertFalse(robot.lookup("#alone").query().isVisible());
    robot.type(KeyCode.F).interact(() -> stage.setFullScreen(false));
    WaitForAsyncUtils.waitForFxEvents();
    assertFalse(alone(robot), "the window manager took the screen away");
  }
}
