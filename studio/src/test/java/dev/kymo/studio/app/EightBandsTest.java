package dev.kymo.studio.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.motion.BandPlan;
import dev.kymo.inference.motion.MotionEdit;
import dev.kymo.studio.SyntheticParts;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;

/** Eight bands in a small window, and a window without a model. */
@ExtendWith(ApplicationExtension.class)
class EightBandsTest {

  @TempDir private static Path folder;

  private StudioApp app;
  private Stage stage;
  private StudioWiring studio;

  @Start
  void start(Stage shown) {
    stage = shown;
    app = new StudioApp(new SyntheticParts(folder, 32, 0).parts(), Optional.empty());
    app.start(stage);
    stage.setWidth(1280);
    stage.setHeight(800);
    studio = app.wiring().orElseThrow();
  }

  @Stop
  void stop() {
    app.stop();
  }

  private Bounds bounds(FxRobot robot, String query) {
    Node node = robot.lookup(query).query();
    return node.localToScene(node.getLayoutBounds());
  }

  private void eightBands(FxRobot robot) {
    robot.interact(
        () ->
            studio
                .editor()
                .edit(
                    "Bands",
                    "bands",
                    s ->
                        s.withMotion(
                            MotionEdit.trained(
                                BandPlan.of(0.6, 1.3, 2, 2.8, 3.7, 4.6, 5.7), s.motionCode()))));
    WaitForAsyncUtils.waitForFxEvents();
  }

  private void moreStripsGetMoreOfAWideWindow(FxRobot robot, double mixer) {
    robot.interact(() -> stage.setWidth(1600));
    eightBands(robot);
    assertEquals(0.32 * 1600, bounds(robot, ".mixer").getWidth(), 3);
    robot.interact(() -> studio.editor().undo());
    WaitForAsyncUtils.waitForFxEvents();
    assertEquals(mixer, bounds(robot, ".mixer").getWidth(), 3);
  }

  private void longNamesLeaveTheButtonsAlone(FxRobot robot) throws TimeoutException {
    robot.interact(
        () -> {
          stage.setWidth(1080);
          studio.session().open(folder.resolve("name-of-a-checkpoint-".repeat(5) + ".pt"));
        });
    WaitForAsyncUtils.waitFor(
        10,
        TimeUnit.SECONDS,
        () -> robot.lookup("#title").queryAs(Label.class).getText().startsWith("name"));
    WaitForAsyncUtils.waitForFxEvents();
    Bounds title = bounds(robot, "#title");
    assertTrue(title.getMinX() >= bounds(robot, "#history").getMaxX());
    assertTrue(title.getMaxX() <= bounds(robot, "#train").getMinX());
    assertTrue(bounds(robot, "#status-cache").getMaxX() <= 1080);
    Bounds preview = bounds(robot, "#transport");
    Bounds last = bounds(robot, "#full-preview");
    assertTrue(last.getMaxX() <= bounds(robot, "#step-back").getMinX());
    assertTrue(bounds(robot, "#loop").getMaxX() <= bounds(robot, "#fps").getMinX());
    assertTrue(bounds(robot, "#fps").getMaxX() <= preview.getMaxX());
  }

  @Test
  void emptyStudioSaysWhatToDoAndEightBandsFit(FxRobot robot) throws TimeoutException {
    assertTrue(robot.lookup("#empty").query().isVisible());
    assertTrue(robot.lookup("#export").query().isDisabled());
    robot.clickOn("#empty-demo");
    WaitForAsyncUtils.waitFor(
        10, TimeUnit.SECONDS, () -> studio.session().modelProperty().get().isPresent());
    double mixer = bounds(robot, ".mixer").getWidth();
    eightBands(robot);
    assertEquals(0.32 * 1280, bounds(robot, ".mixer").getWidth(), 3, "the preview keeps its room");
    assertEquals(8, robot.lookup(".band-strip").queryAll().size());
    assertEquals(0, bounds(robot, "#shell").getMinY());
    assertTrue(bounds(robot, "#open").getMinY() >= 0, "the toolbar stays in sight");
    assertTrue(bounds(robot, "#status-model").getMaxY() <= 800, "so does the status bar");
    assertTrue(bounds(robot, "#timeline").getMaxX() <= 1280);
    robot.interact(() -> studio.editor().undo());
    WaitForAsyncUtils.waitForFxEvents();
    assertEquals(3, robot.lookup(".band-strip").queryAll().size());
    moreStripsGetMoreOfAWideWindow(robot, mixer);
    longNamesLeaveTheButtonsAlone(robot);
  }
}
