package dev.kymo.studio.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.studio.SyntheticParts;
import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

/** A window whose panels come after its first frame. */
@ExtendWith(ApplicationExtension.class)
class FrameFirstTest {
  @TempDir private static Path folder;

  private StudioApp app;
  private StudioWiring studio;
  private int panelsWithTheWindow;
  private long windowsWhenAhead = -1;

  @Start
  void start(Stage stage) {
    SyntheticParts parts = new SyntheticParts(folder, 32, 0);
    app =
        new StudioApp(
            parts.parts(),
            Optional.of(folder.resolve("toy-shapes-32.pt")),
            StudioApp.Panels.AFTER_THE_FIRST_FRAME,
            () ->
                windowsWhenAhead = Window.getWindows().stream().filter(Window::isShowing).count());
    app.start(stage);
    studio = app.wiring().orElseThrow();
    panelsWithTheWindow = studio.view().lookupAll("#timeline").size();
  }

  @Stop
  void stop() {
    app.stop();
  }

  @Test
  void thePanelsFollowAndWork(FxRobot robot) {
    assertEquals(0, panelsWithTheWindow);
    assertEquals(0, windowsWhenAhead, "the engine begins before the window is there");
    WindowFixture.until(
        () -> robot.lookup("#timeline").tryQuery().isPresent() && fader(robot).isPresent());
    WindowFixture.settle(studio);
    robot.drag(WindowFixture.at(robot, "#fader-2", 0.5, 0.5));
    robot.dropTo(WindowFixture.at(robot, "#fader-2", 0.5, 0.1));
    assertTrue(studio.editor().state().motion().bands().get(2).gain() > 1.2);
    // The divider stands where it would have stood with the panels.
    Region left = robot.lookup(".left-scroll").queryAs(Region.class);
    assertEquals(studio.view().panelSizes().left(), left.getWidth(), 1);
    assertTrue(left.getWidth() > 200, "width " + left.getWidth());
  }

  private static Optional<Region> fader(FxRobot robot) {
    return robot.lookup("#fader-2").tryQueryAs(Region.class);
  }
}
