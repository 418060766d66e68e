package dev.kymo.studio.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.studio.SyntheticParts;
import java.nio.file.Path;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

/** The very first start, on what comes with the studio. */
@ExtendWith(ApplicationExtension.class)
class WelcomeTest {

  @TempDir private static Path folder;

  private Stage stage;
  private StudioApp app;
  private StudioWiring studio;

  @Start
  void start(Stage shown) {
    stage = shown;
    SyntheticParts parts = new SyntheticParts(folder, 32, 0);
    app = new StudioApp(parts.parts(), parts.parts().demos().clip().get());
    app.start(stage);
    studio = app.wiring().orElseThrow();
  }

  @Stop
  void stop() {
    app.stop();
  }

  @Test
  void opensLargePlaysAndSaysWhatToPullUntilSomethingIsPulled(FxRobot robot) {
    assertEquals(1920, stage.getWidth(), "most of a large screen");
    WindowFixture.until(() -> studio.playback().playingProperty().get());
    Node welcome = robot.lookup("#welcome").query();
    assertTrue(welcome.isVisible());
    robot.interact(studio.playback()::toggle);
    WindowFixture.settle(studio);
    robot.clickOn("#fader-2").type(KeyCode.PAGE_DOWN);
    WindowFixture.until(() -> !welcome.isVisible());
  }
}
