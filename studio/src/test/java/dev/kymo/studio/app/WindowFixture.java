package dev.kymo.studio.app;

import dev.kymo.inference.motion.BandEdit;
import dev.kymo.studio.SyntheticParts;
import dev.kymo.studio.frames.Picture;
import dev.kymo.studio.project.EditorState;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Control;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.util.Duration;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** The real window on a synthetic model, and what tests do with it. */
final class WindowFixture {

  final SyntheticParts parts;
  final StudioApp app;
  final StudioWiring studio;

  WindowFixture(Stage stage, Path folder, double width, double height) {
    parts = new SyntheticParts(folder, 32, 0);
    app = new StudioApp(parts.parts(), Optional.of(folder.resolve("toy-shapes-32.pt")));
    app.start(stage);
    stage.setX(0);
    stage.setY(0);
    stage.setWidth(width);
    stage.setHeight(height);
    studio = app.wiring().orElseThrow();
  }

  EditorState state() {
    return studio.editor().state();
  }

  BandEdit band(int index) {
    return state().motion().bands().get(index);
  }

  static void until(Callable<Boolean> condition) {
    try {
      WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, condition);
    } catch (TimeoutException e) {
      throw new AssertionError("it never came to be", e);
    }
    WaitForAsyncUtils.waitForFxEvents();
  }

  /** Waits until the frame that is wanted is the one that is shown. */
  void settled() {
    settle(studio);
  }

  static void settle(StudioWiring studio) {
    WaitForAsyncUtils.waitForFxEvents();
    WaitForAsyncUtils.waitForAsyncFx(10_000, () -> withoutTooltips(studio.view()));
    until(
        () ->
            WaitForAsyncUtils.asyncFx(
                    () ->
                        studio.director().wantedProperty().get().isPresent()
                            && studio
                                .director()
                                .wantedProperty()
                                .get()
                                .equals(
                                    studio.desk().pictureProperty().get().map(Picture::request)))
                .get());
  }

  static Point2D at(FxRobot robot, String query, double x, double y) {
    Bounds bounds = robot.bounds(robot.lookup(query).<Node>query()).query();
    return new Point2D(
        bounds.getMinX() + x * bounds.getWidth(), bounds.getMinY() + y * bounds.getHeight());
  }

  static void type(FxRobot robot, String field, String value) {
    robot.clickOn(field).write(value).type(KeyCode.ENTER);
    WaitForAsyncUtils.waitForFxEvents();
  }

  /** Monocle loses a press while a tooltip goes away. */
  private static void withoutTooltips(Node node) {
    if (node instanceof Control control && control.getTooltip() != null) {
      control.getTooltip().setShowDelay(Duration.INDEFINITE);
    }
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(WindowFixture::withoutTooltips);
    }
  }
}
