package dev.kymo.studio.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.motion.LatentCode;
import dev.kymo.inference.motion.MotionEdit;
import dev.kymo.inference.motion.RestPosition;
import dev.kymo.studio.control.BandMixer;
import dev.kymo.studio.control.Inks;
import dev.kymo.studio.control.PixelView;
import dev.kymo.studio.control.ThumbnailGrid;
import dev.kymo.studio.control.Timeline;
import dev.kymo.studio.control.Viewport;
import dev.kymo.studio.project.EditorState;
import dev.kymo.studio.project.ExportSettings;
import dev.kymo.studio.view.kit.Look;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Point2D;
import javafx.geometry.VerticalDirection;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.scene.image.Image;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;

/** The editor's panels in the real window, driven by mouse and keys. */
@ExtendWith(ApplicationExtension.class)
class EditorPanelsTest {

  @TempDir private static Path folder;

  private WindowFixture window;

  @Start
  void start(Stage stage) {
    window = new WindowFixture(stage, folder, 1440, 900);
  }

  @Stop
  void stop() {
    window.app.stop();
  }

  private EditorState state() {
    return window.state();
  }

  private double playhead() {
    return window.studio.playback().playheadProperty().get();
  }

  @Test
  void bandsAreNamedSplitMergedAndAdded(FxRobot robot) {
    window.settled();
    robot.clickOn("#name-1").doubleClickOn("#name-1");
    robot.write("Sway in the wind of a long name").type(KeyCode.ENTER);
    window.settled();
    assertEquals("Sway in the wind of a long name", state().bandName(1));
    robot.clickOn("#band-more-1").clickOn("#band-menu-split");
    window.settled();
    assertEquals(4, state().motion().bands().size());
    assertEquals(4, robot.lookup(".band-strip").queryAll().size());
    assertEquals("Sway in the wind of a long name", state().bandName(1));
    robot.clickOn("#band-more-2").clickOn("#band-menu-merge-slower");
    window.settled();
    assertEquals(3, state().motion().bands().size());
    robot.clickOn("#band-add");
    window.settled();
    assertEquals(4, state().motion().bands().size());
    assertTrue(robot.lookup("#timeline").<Timeline>query().lanesProperty().get().size() == 4);
    robot.clickOn("#cut-2").type(KeyCode.DELETE);
    window.settled();
    assertEquals(3, state().motion().bands().size());
    Point2D free = WindowFixture.at(robot, "#histogram", 0.9, 0.3);
    robot.moveTo(free).doubleClickOn(MouseButton.PRIMARY);
    window.settled();
    assertEquals(4, state().motion().bands().size(), "a double click cuts there");
    robot.clickOn("#undo").clickOn("#undo").clickOn("#undo").clickOn("#undo").clickOn("#undo");
    robot.clickOn("#undo");
    window.settled();
    assertEquals("Medium", state().bandName(1));
  }

  @Test
  void presetsSetTheBandsAndOwnOnesAreKept(FxRobot robot) {
    window.settled();
    robot.clickOn("#preset-1");
    window.settled();
    assertEquals(1, window.band(0).gain());
    assertEquals(0, window.band(1).gain());
    assertEquals(0, window.band(2).gain());
    robot.clickOn("#preset-4");
    assertEquals(0.5, window.band(2).speed());
    assertEquals(1, window.band(2).gain());
    WindowFixture.type(robot, "#gain-0", "2.5");
    robot.type(KeyCode.ESCAPE).clickOn("#preset-save").write("My swing").type(KeyCode.ENTER);
    robot.clickOn("#preset-0");
    assertEquals(1, window.band(0).gain());
    robot.clickOn("#preset-5");
    assertEquals(2.5, window.band(0).gain());
    List<String> saved =
        new PresetFile(folder.resolve("presets.json"))
            .read().stream().map(preset -> preset.name()).toList();
    assertEquals(List.of("My swing"), saved);
    robot.interact(() -> robot.lookup("#preset-5").query().requestFocus());
    robot.type(KeyCode.DELETE);
    assertTrue(new PresetFile(folder.resolve("presets.json")).read().isEmpty());
  }

  @Test
  void contentAndMotionArePickedByEye(FxRobot robot) {
    window.settled();
    ThumbnailGrid grid = robot.lookup("#browse-grid").query();
    WindowFixture.until(
        () -> grid.cellsProperty().get().stream().allMatch(cell -> cell.frames().size() > 1));
    assertEquals(12, grid.cellsProperty().get().size());
    Image first = grid.cellsProperty().get().get(0).frames().get(0);
    Image fifth = grid.cellsProperty().get().get(4).frames().get(0);
    assertNotEquals(pixels(first), pixels(fifth));
    robot.clickOn("#thumbnail-2");
    window.settled();
    assertEquals(LatentCode.seed(3), state().content());
    assertTrue(grid.cellsProperty().get().get(2).picked());
    robot.clickOn("#browse-motion");
    WindowFixture.until(
        () -> grid.cellsProperty().get().stream().allMatch(cell -> cell.frames().size() > 1));
    List<Image> moving = grid.cellsProperty().get().get(1).frames();
    assertNotEquals(pixels(moving.get(0)), pixels(moving.get(6)));
    robot.clickOn("#browse-next").clickOn("#thumbnail-0");
    window.settled();
    assertEquals(LatentCode.seed(13), state().motionCode());
    MenuButton history = robot.lookup("#motion-history").query();
    assertTrue(history.getItems().stream().anyMatch(item -> item.getText().equals("1")));
  }

  private static List<Integer> pixels(Image image) {
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < image.getWidth(); i += 3) {
      for (int j = 0; j < image.getHeight(); j += 3) {
        found.add(image.getPixelReader().getArgb(i, j));
      }
    }
    return found;
  }

  @Test
  void latentsAreSavedAndLoaded(FxRobot robot) {
    window.settled();
    WindowFixture.type(robot, "#seed-1", "903");
    robot.type(KeyCode.ESCAPE).clickOn("#latents-save");
    WindowFixture.until(() -> Files.exists(folder.resolve("latents.npz")));
    WindowFixture.until(() -> robot.lookup("#notice").query().isVisible());
    robot.clickOn("#content-dice").clickOn("#latents-load");
    WindowFixture.until(() -> state().content() instanceof LatentCode.Given);
    assertFalse(state().follows(1));
    assertTrue(state().follows(0));
    assertEquals("—", robot.lookup("#content-seed").<TextField>query().getText());
    robot.clickOn("#undo");
    assertTrue(state().content() instanceof LatentCode.Seeded);
  }

  @Test
  void previewZoomsAndCompares(FxRobot robot) {
    window.settled();
    PixelView preview = robot.lookup("#preview").query();
    double fit = preview.factorProperty().get();
    robot.moveTo("#preview").scroll(2, VerticalDirection.UP);
    assertNotEquals(PixelView.FIT, preview.zoomProperty().get());
    robot.clickOn("#zoom-fit");
    assertEquals(fit, preview.factorProperty().get());
    robot.clickOn("#mute-0").clickOn("#compare");
    window.settled();
    Node divider = robot.lookup("#split-line").query();
    WindowFixture.until(divider::isVisible);
    double before = divider.getLayoutX();
    robot.drag("#split-line").dropBy(-60, 0);
    WaitForAsyncUtils.waitForFxEvents();
    assertTrue(divider.getLayoutX() < before - 40, "the divider is dragged");
    robot.type(KeyCode.B);
    WindowFixture.until(() -> !divider.isVisible());
  }

  @Test
  void menusLieUnderTheRightButton(FxRobot robot) {
    window.settled();
    menuAt(robot, "#fader-1", 0.5, 0.5, "#band-menu-split");
    window.settled();
    assertEquals(4, state().motion().bands().size());
    menuAt(robot, "#cut-1", 0.5, 0.5, "#mixer-cut-remove");
    window.settled();
    assertEquals(3, state().motion().bands().size());
    menuAt(robot, "#histogram", 0.9, 0.4, "#mixer-cut-add");
    window.settled();
    assertEquals(4, state().motion().bands().size());
    menuAt(robot, "#timeline", 0.5, 0.05, "#timeline-menu-in");
    window.settled();
    assertTrue(state().range().from() > -0.5, "the in point is at the pointer");
    assertEquals(-1, playhead(), "and the playhead stays");
    menuAt(robot, "#preview", 0.5, 0.5, "#preview-menu-smooth");
    assertTrue(robot.lookup("#preview").queryAs(PixelView.class).smoothProperty().get());
  }

  /** Headless windows have no right button's menu of their own: the event is what it would be. */
  private static void menuAt(FxRobot robot, String node, double x, double y, String item) {
    Node target = robot.lookup(node).query();
    Point2D at = WindowFixture.at(robot, node, x, y);
    robot.interact(
        () -> {
          Point2D inside = target.localToScene(target.screenToLocal(at));
          target.fireEvent(
              new ContextMenuEvent(
                  ContextMenuEvent.CONTEXT_MENU_REQUESTED,
                  inside.getX(),
                  inside.getY(),
                  at.getX(),
                  at.getY(),
                  false,
                  null));
        });
    robot.clickOn(item);
  }

  private static void rest(FxRobot robot, String choice) {
    robot.clickOn("#band-more-0");
    robot.interact(
        () -> {
          ContextMenu menu =
              Window.getWindows().stream()
                  .filter(ContextMenu.class::isInstance)
                  .map(ContextMenu.class::cast)
                  .findFirst()
                  .orElseThrow();
          menu.getItems().stream()
              .filter(Menu.class::isInstance)
              .flatMap(inner -> ((Menu) inner).getItems().stream())
              .filter(item -> ("band-menu-rest-" + choice).equals(item.getId()))
              .findFirst()
              .orElseThrow()
              .fire();
          menu.hide();
        });
  }

  @Test
  void mutedBandRestsWhereItsMenuSays(FxRobot robot) {
    window.settled();
    rest(robot, "MEAN");
    window.settled();
    assertEquals(RestPosition.MEAN, window.band(0).rest());
    robot.interact(() -> window.studio.playback().seek(0.25));
    rest(robot, "PLAYHEAD");
    window.settled();
    assertEquals(RestPosition.at(0.25), window.band(0).rest());
    robot.interact(() -> window.studio.editor().undo());
    assertEquals(RestPosition.MEAN, window.band(0).rest());
  }

  @Test
  void playheadTakesTheTimelineAlong(FxRobot robot) {
    window.settled();
    Timeline timeline = robot.lookup("#timeline").query();
    Node away = robot.lookup("#playhead-away").query();
    assertFalse(away.isVisible());
    robot.type(KeyCode.T).write("20").type(KeyCode.ENTER).type(KeyCode.ESCAPE);
    window.settled();
    assertTrue(timeline.viewportProperty().get().contains(playhead()), "it is followed");
    robot.interact(() -> timeline.viewportProperty().set(Viewport.HOME));
    WaitForAsyncUtils.waitForFxEvents();
    assertTrue(away.isVisible(), "an arrow says where it is");
    robot.clickOn("#playhead-away");
    assertTrue(timeline.viewportProperty().get().contains(playhead()));
    assertFalse(away.isVisible());
  }

  @Test
  void lanesKeepTheirPicturesWhileAFaderIsDragged(FxRobot robot) {
    window.settled();
    Timeline timeline = robot.lookup("#timeline").query();
    WindowFixture.until(
        () ->
            timeline.kymographProperty().get().now().filter(k -> k.drawn() == 1).isPresent()
                && timeline.framesProperty().get().thumbnail(-1).isPresent());
    robot.interact(
        () -> {
          window.studio.editor().edit("Gain", "gain", s -> s.withMotion(slower(s)));
          assertTrue(timeline.kymographProperty().get().former().isPresent());
          assertTrue(timeline.framesProperty().get().former(-1).isPresent());
        });
    WindowFixture.until(
        () -> timeline.kymographProperty().get().now().filter(k -> k.drawn() == 1).isPresent());
    assertFalse(timeline.kymographProperty().get().former().isPresent(), "nothing is left over");
  }

  private static MotionEdit slower(EditorState state) {
    return state.motion().with(0, band -> band.withGain(0.5));
  }

  @Test
  void timelineSnapsMovesItsRangeAndDrawsFramesBetween(FxRobot robot) {
    window.settled();
    Timeline timeline = robot.lookup("#timeline").query();
    WindowFixture.until(() -> timeline.kymographProperty().get().now().isPresent());
    robot.clickOn("#timeline-snap").clickOn(WindowFixture.at(robot, "#timeline", 0.337, 0.9));
    double frame = (playhead() + 1) * 8;
    assertEquals(Math.rint(frame), frame, 1e-9);
    robot.drag("#timeline-range").dropBy(70, 0);
    window.settled();
    assertEquals(2, state().range().length(), 1e-9);
    assertTrue(state().range().from() > -1);
    WindowFixture.type(robot, "#timeline-between", "3");
    robot.type(KeyCode.ESCAPE);
    assertEquals(3, state().between());
    robot.type(KeyCode.HOME).type(KeyCode.RIGHT);
    assertEquals(state().range().from() + 0.125 / 4, playhead(), 1e-9);
    robot.type(KeyCode.T).write("1.5").type(KeyCode.ENTER).type(KeyCode.ESCAPE);
    window.settled();
    assertEquals(1.5 * 25 / 8 - 1, playhead(), 1e-9);
    robot.press(KeyCode.CONTROL).type(KeyCode.E).release(KeyCode.CONTROL);
    robot.clickOn("#export-start");
    WindowFixture.until(() -> window.parts.exported().size() == 1);
    ExportSettings exported = window.parts.exported().get(0);
    assertEquals(64, exported.grid().frames());
    assertEquals(100, exported.rate().perSecond());
  }

  @Test
  void shuttlesBackwardsAndForwards(FxRobot robot) {
    window.settled();
    robot.type(KeyCode.L).type(KeyCode.L);
    assertEquals(2, window.studio.playback().speedProperty().get());
    assertTrue(window.studio.playback().playingProperty().get());
    robot.type(KeyCode.J);
    assertEquals(-1, window.studio.playback().speedProperty().get());
    robot.type(KeyCode.K);
    assertFalse(window.studio.playback().playingProperty().get());
    assertEquals(1, window.studio.playback().speedProperty().get());
  }

  @Test
  void themeAndPanelsAreRemembered(FxRobot robot) {
    window.settled();
    robot.press(KeyCode.CONTROL, KeyCode.SHIFT).type(KeyCode.D);
    robot.release(KeyCode.SHIFT, KeyCode.CONTROL);
    assertEquals(Look.Theme.LIGHT, window.studio.look().themeProperty().get());
    assertEquals(Inks.LIGHT, robot.lookup("#band-mixer").<BandMixer>query().inksProperty().get());
    assertEquals("LIGHT", new SettingsStore(folder.resolve("studio.json")).get().theme());
    robot.press(KeyCode.CONTROL, KeyCode.SHIFT).type(KeyCode.D);
    robot.release(KeyCode.SHIFT, KeyCode.CONTROL);
    double before = window.studio.view().panelSizes().bottom();
    Point2D edge = WindowFixture.at(robot, "#timeline", 0.5, 0);
    robot.drag(edge.subtract(0, 1)).dropTo(edge.subtract(0, 61));
    WaitForAsyncUtils.waitForFxEvents();
    assertEquals(before + 60, window.studio.view().panelSizes().bottom(), 4);
  }

  @Test
  void changesAreTimedUntilTheirPixels(FxRobot robot) {
    window.settled();
    for (int i = 0; i < 5; i++) {
      robot.clickOn("#content-dice");
      window.settled();
    }
    WindowFixture.until(() -> window.studio.latency().size() >= 3);
    assertTrue(window.studio.latency().millis(0.5) > 0);
    assertTrue(window.studio.latency().millis(0.5) <= window.studio.latency().millis(0.95));
  }
}
