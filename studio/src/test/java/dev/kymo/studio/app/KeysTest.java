package dev.kymo.studio.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.studio.keys.Command;
import dev.kymo.studio.view.kit.Look;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuBar;
import javafx.scene.control.TextField;
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
import org.testfx.util.WaitForAsyncUtils;

/** Keys: who gets them, where they take the focus, and how they are chosen. */
@ExtendWith(ApplicationExtension.class)
class KeysTest {
  @TempDir static Path folder;

  private WindowFixture window;
  private Stage stage;

  @Start
  void start(Stage shown) {
    stage = shown;
    window = new WindowFixture(shown, folder, 1440, 900);
  }

  @Stop
  void stop() {
    window.app.stop();
  }

  private static String text(FxRobot robot, String field) {
    return robot.lookup(field).queryAs(TextField.class).getText();
  }

  private double playhead() {
    return window.studio.playback().playheadProperty().get();
  }

  private String focus() {
    Node owner = stage.getScene().getFocusOwner();
    return owner == null || owner.getId() == null ? "" : owner.getId();
  }

  @Test
  void lettersThatAreTypedAreNoShortcuts(FxRobot robot) {
    window.settled();
    robot.clickOn("#position").write("b f l v");
    WaitForAsyncUtils.waitForFxEvents();
    assertEquals("b f l v", text(robot, "#position"));
    assertFalse(window.studio.playback().playingProperty().get(), "neither Space nor L plays");
    assertFalse(stage.isFullScreen());
    assertEquals(0, robot.lookup("#compare-divider").queryAll().size());
    robot.type(KeyCode.ENTER);
    assertEquals("b f l v", text(robot, "#position"), "it stays until it is a time");
    robot.type(KeyCode.ESCAPE);
    assertEquals("0.000 s", text(robot, "#position"));
  }

  @Test
  void enterGivesTheKeysBackToTheWindow(FxRobot robot) {
    window.settled();
    robot.clickOn("#position").write("3f").type(KeyCode.ENTER);
    WaitForAsyncUtils.waitForFxEvents();
    assertEquals(-1 + 3 * 2.0 / 16, playhead(), 1e-9);
    robot.type(KeyCode.RIGHT);
    assertEquals(-1 + 4 * 2.0 / 16, playhead(), 1e-9);
    robot.type(KeyCode.T).write("t 0.5").type(KeyCode.ENTER);
    WaitForAsyncUtils.waitForFxEvents();
    assertEquals(0.5, playhead(), 1e-9);
    robot.type(KeyCode.T).write("+2f").type(KeyCode.ENTER);
    WaitForAsyncUtils.waitForFxEvents();
    assertEquals(0.5 + 2 * 2.0 / 16, playhead(), 1e-9);
  }

  @Test
  void digitsAndF6TakeTheFocusToFadersAndPanels(FxRobot robot) {
    window.settled();
    robot.type(KeyCode.DIGIT2);
    assertEquals("fader-1", focus());
    robot.type(KeyCode.UP);
    assertTrue(window.band(1).gain() > 1);
    robot.type(KeyCode.F6);
    List<String> visited = new ArrayList<>(List.of(focus()));
    for (int i = 0; i < 3; i++) {
      robot.type(KeyCode.F6);
      visited.add(focus());
    }
    assertEquals(4, visited.stream().distinct().count(), visited.toString());
    String last = focus();
    robot.type(KeyCode.F6);
    robot.press(KeyCode.SHIFT).type(KeyCode.F6).release(KeyCode.SHIFT);
    assertEquals(last, focus());
  }

  @Test
  void altWithALetterOpensAMenu(FxRobot robot) {
    window.settled();
    robot.press(KeyCode.ALT).type(KeyCode.E).release(KeyCode.ALT);
    WaitForAsyncUtils.waitForFxEvents();
    MenuBar menus = robot.lookup("#menus").queryAs(MenuBar.class);
    assertTrue(menus.getMenus().get(1).isShowing(), "Edit is open");
    robot.type(KeyCode.ESCAPE).type(KeyCode.ESCAPE);
  }

  @Test
  void keysAreChosenInThePreferencesAndKept(FxRobot robot) throws Exception {
    window.settled();
    robot.press(KeyCode.CONTROL).type(KeyCode.COMMA).release(KeyCode.CONTROL);
    robot.clickOn("#preferences-page-keys");
    WaitForAsyncUtils.waitForFxEvents();
    robot.interact(() -> robot.lookup("#keys-compare").queryAs(Button.class).fire());
    robot.interact(() -> robot.lookup("#keys-compare").query().requestFocus());
    robot.interact(() -> robot.lookup("#keys-compare").queryAs(Button.class).fire());
    robot.type(KeyCode.L);
    WaitForAsyncUtils.waitForFxEvents();
    assertEquals("L", robot.lookup("#keys-compare").queryAs(Button.class).getText());
    assertEquals("None", robot.lookup("#keys-forward").queryAs(Button.class).getText());
    assertTrue(
        robot
            .lookup("#keys-notice")
            .queryAs(Labeled.class)
            .getText()
            .startsWith("L was taken from"));
    robot.type(KeyCode.ESCAPE);
    robot.type(KeyCode.L);
    WaitForAsyncUtils.waitForFxEvents();
    assertFalse(window.studio.playback().playingProperty().get());
    assertTrue(robot.lookup("#compare").queryAs(ToggleButton.class).isSelected());
    String kept = Files.readString(window.parts.parts().settings().beside("preferences.json"));
    assertTrue(kept.contains("\"COMPARE\": \"L\""), kept);
    assertEquals("L", Command.FORWARD.defaultKeys());
  }

  @Test
  void preferencesCountAtOnce(FxRobot robot) {
    window.settled();
    robot.press(KeyCode.CONTROL).type(KeyCode.COMMA).release(KeyCode.CONTROL);
    WaitForAsyncUtils.waitForFxEvents();
    robot.interact(
        () -> {
          @SuppressWarnings("unchecked")
          ComboBox<Look.Theme> theme = robot.lookup("#preferences-theme").queryAs(ComboBox.class);
          theme.setValue(Look.Theme.LIGHT);
        });
    assertEquals(Look.Theme.LIGHT, window.studio.look().themeProperty().get());
    robot.clickOn("#preferences-cache").write("64").type(KeyCode.ENTER);
    WaitForAsyncUtils.waitForFxEvents();
    assertEquals("64 MB", text(robot, "#preferences-cache"));
    robot.type(KeyCode.ESCAPE);
    assertEquals(0, robot.lookup("#preferences").queryAll().size());
  }
}
