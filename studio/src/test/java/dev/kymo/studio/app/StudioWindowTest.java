package dev.kymo.studio.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.motion.BandEdit;
import dev.kymo.inference.motion.LatentCode;
import dev.kymo.studio.SyntheticParts;
import dev.kymo.studio.frames.Picture;
import dev.kymo.studio.project.EditorState;
import dev.kymo.studio.project.ExportSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.image.PixelReader;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.util.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;

/** The real window on a synthetic model, driven by mouse and keys. */
@ExtendWith(ApplicationExtension.class)
class StudioWindowTest {

  @TempDir private static Path folder;

  private SyntheticParts parts;
  private StudioApp app;
  private StudioWiring studio;

  @Start
  void start(Stage stage) {
    parts = new SyntheticParts(folder, 32, 0);
    app = new StudioApp(parts.parts(), Optional.of(folder.resolve("toy-shapes-32.pt")));
    app.start(stage);
    stage.setX(0);
    stage.setY(0);
    stage.setWidth(1440);
    stage.setHeight(900);
    studio = app.wiring().orElseThrow();
  }

  @Stop
  void stop() {
    app.stop();
  }

  private static void until(Callable<Boolean> condition) {
    try {
      WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, condition);
    } catch (TimeoutException e) {
      throw new AssertionError("it never came to be", e);
    }
    WaitForAsyncUtils.waitForFxEvents();
  }

  /** Waits until the frame that is wanted is the one that is shown. */
  private void settled() {
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

  private EditorState state() {
    return studio.editor().state();
  }

  private BandEdit band(int index) {
    return state().motion().bands().get(index);
  }

  /** Pixels of the preview as they are on the screen, every fourth in both directions. */
  private static List<Integer> preview(FxRobot robot) {
    return pixels(robot.lookup("#preview").query());
  }

  private static List<Integer> pixels(Node node) {
    return WaitForAsyncUtils.waitForAsyncFx(
        10_000,
        () -> {
          var image = node.snapshot(null, null);
          PixelReader reader = image.getPixelReader();
          List<Integer> found = new ArrayList<>();
          for (int y = 0; y < image.getHeight(); y += 4) {
            for (int x = 0; x < image.getWidth(); x += 4) {
              found.add(reader.getArgb(x, y));
            }
          }
          return found;
        });
  }

  private static String text(FxRobot robot, String query) {
    Node node = robot.lookup(query).query();
    return node instanceof Label label ? label.getText() : ((TextField) node).getText();
  }

  private static Point2D at(FxRobot robot, String query, double x, double y) {
    Bounds bounds = robot.bounds(robot.lookup(query).<Node>query()).query();
    return new Point2D(
        bounds.getMinX() + x * bounds.getWidth(), bounds.getMinY() + y * bounds.getHeight());
  }

  /** Monocle loses a press while a tooltip goes away. */
  private static void withoutTooltips(Node node) {
    if (node instanceof Control control && control.getTooltip() != null) {
      control.getTooltip().setShowDelay(Duration.INDEFINITE);
    }
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(StudioWindowTest::withoutTooltips);
    }
  }

  private static void type(FxRobot robot, String field, String value) {
    robot.clickOn(field).write(value).type(KeyCode.ENTER);
    WaitForAsyncUtils.waitForFxEvents();
  }

  @Test
  void draggingTheFastFaderChangesThePictureAndUndoBringsItBack(FxRobot robot) {
    settled();
    type(robot, "#clip-in", "0.1");
    robot.type(KeyCode.ESCAPE).type(KeyCode.HOME);
    settled();
    List<Integer> before = preview(robot);
    robot.drag(at(robot, "#fader-2", 0.5, 0.5)).dropTo(at(robot, "#fader-2", 0.5, 0.2));
    settled();
    assertTrue(band(2).gain() > 1.2, "gain " + band(2).gain());
    assertEquals(String.format(Locale.ROOT, "%.2f", band(2).gain()), text(robot, "#gain-2"));
    assertEquals(1, band(0).gain());
    assertNotEquals(before, preview(robot));
    robot.press(KeyCode.CONTROL).type(KeyCode.Z).release(KeyCode.CONTROL);
    settled();
    assertEquals(1, band(2).gain(), "one drag is one step");
    assertEquals(before, preview(robot));
    robot.clickOn("#redo");
    settled();
    assertTrue(band(2).gain() > 1.2);
  }

  @Test
  void timelineIsScrubbedBetweenFramesAndBeyondTheTrainedRange(FxRobot robot) {
    settled();
    robot.clickOn(at(robot, "#timeline", 0.313, 0.8));
    settled();
    double between = studio.playback().playheadProperty().get();
    double frame = (between + 1) * 8;
    assertTrue(Math.abs(frame - Math.rint(frame)) > 1e-3, "frame " + frame);
    List<Integer> inside = preview(robot);
    robot.drag(at(robot, "#timeline", 0.5, 0.8)).dropTo(at(robot, "#timeline", 0.97, 0.8));
    settled();
    double beyond = studio.playback().playheadProperty().get();
    assertTrue(beyond > 1.5, "t " + beyond);
    assertNotEquals(inside, preview(robot));
    assertEquals(beyond, studio.desk().pictureProperty().get().orElseThrow().request().t());
    assertTrue(text(robot, "#read-out").contains(String.format(Locale.ROOT, "t %.3f", beyond)));
  }

  @Test
  void numbersAreTypedAndClampedAndReset(FxRobot robot) {
    settled();
    type(robot, "#speed-1", "-0.5");
    type(robot, "#phase-2", "45");
    type(robot, "#gain-0", "17");
    type(robot, "#motion-seed", "4711");
    type(robot, "#seed-1", "903");
    type(robot, "#content-seed", "not a number");
    settled();
    assertEquals(-0.5, band(1).speed());
    assertEquals(Math.PI / 4, band(2).phase(), 1e-12);
    assertEquals(4, band(0).gain());
    assertEquals(LatentCode.seed(4711), band(0).code());
    assertEquals(LatentCode.seed(903), band(1).code());
    assertEquals(LatentCode.seed(1), state().content());
    assertEquals("not a number", text(robot, "#content-seed"), "it can be mended");
    robot.type(KeyCode.ESCAPE);
    assertEquals("1", text(robot, "#content-seed"));
    robot.doubleClickOn("#fader-0");
    settled();
    assertEquals(1, band(0).gain());
    robot.clickOn("#speed-1").type(KeyCode.UP).type(KeyCode.ESCAPE);
    assertEquals(-0.45, band(1).speed(), 1e-12);
  }

  @Test
  void diceMuteAndSolo(FxRobot robot) {
    settled();
    robot.clickOn("#content-dice").clickOn("#band-dice-2").clickOn("#mute-0");
    settled();
    assertNotEquals(LatentCode.seed(1), state().content());
    assertFalse(state().follows(2));
    assertTrue(state().follows(1));
    assertEquals(0, state().motion().effectiveGain(0));
    robot.clickOn("#lane-solo-1");
    settled();
    assertEquals(0, state().motion().effectiveGain(2));
    assertEquals(1, state().motion().effectiveGain(1));
    robot.clickOn("#shuffle-all");
    settled();
    assertFalse(state().follows(2), "a band's own motion stays");
    robot.clickOn("#undo").clickOn("#undo").clickOn("#undo").clickOn("#undo").clickOn("#undo");
    settled();
    assertEquals(LatentCode.seed(1), state().content());
    assertTrue(state().follows(2));
    assertFalse(band(0).muted());
  }

  @Test
  void cutPointsAreDragged(FxRobot robot) {
    settled();
    double before = state().motion().plan().cuts().get(0);
    Point2D cut = at(robot, "#cut-0", 0.5, 0.5);
    robot.drag(cut).dropTo(cut.add(-40, 0));
    settled();
    assertTrue(state().motion().plan().cuts().get(0) < before);
    robot.clickOn("#undo");
    assertEquals(before, state().motion().plan().cuts().get(0));
  }

  @Test
  void playsFromTheCacheAndSpaceStops(FxRobot robot) {
    settled();
    robot.type(KeyCode.SPACE);
    assertTrue(studio.playback().playingProperty().get());
    until(() -> studio.playback().playheadProperty().get() > -0.5);
    until(() -> studio.desk().shows(studio.playback().playheadProperty().get()));
    robot.type(KeyCode.SPACE);
    assertFalse(studio.playback().playingProperty().get());
    double at = studio.playback().playheadProperty().get();
    robot.type(KeyCode.RIGHT);
    assertEquals(at + 0.125, studio.playback().playheadProperty().get(), 1e-12);
    robot.type(KeyCode.I).type(KeyCode.END);
    settled();
    assertEquals(at + 0.125, state().range().from(), 1e-12);
  }

  @Test
  void memoryThatRunsOutIsToldAndTheRestIsDrawn(FxRobot robot) {
    settled();
    parts.opened().get(0).frames().leaveMemoryFor(1);
    robot.clickOn("#content-dice");
    settled();
    until(() -> robot.lookup("#notice").query().isVisible());
    assertEquals(
        "CPU · 2 threads ran out of memory. Drawing goes on with one frame at once: slower,"
            + " with the same pictures.",
        text(robot, "#notice-text"));
    assertEquals("one frame at once", text(robot, "#status-tight"));
    robot.interact(() -> studio.session().open(folder.resolve("other.safetensors")));
    until(() -> !robot.lookup("#status-tight").query().isVisible());
  }

  @Test
  void dropOpensAndAFailingOneKeepsTheModel(FxRobot robot) {
    settled();
    List<Integer> before = preview(robot);
    drop(robot, "broken.pt");
    until(() -> robot.lookup("#notice").query().isVisible());
    assertEquals(
        "broken.pt is not a checkpoint: the archive ends after 12 bytes.",
        text(robot, "#notice-text"));
    assertEquals("toy-shapes-32", text(robot, "#title"));
    robot.clickOn("#notice-details");
    assertTrue(robot.lookup("#notice-details-text").query().isVisible());
    robot.clickOn("#notice-close");
    assertEquals(before, preview(robot));
    drop(robot, "other.safetensors");
    until(() -> text(robot, "#title").equals("other"));
    settled();
    until(() -> parts.opened().get(0).frames().isClosed());
    assertFalse(parts.opened().get(1).frames().isClosed());
    drop(robot, "notes.txt");
    until(() -> robot.lookup("#notice").query().isVisible());
    assertEquals(
        "notes.txt is neither footage nor a checkpoint nor a project; drop a video, a folder of"
            + " images, or a .pt, .safetensors or .kymo file.",
        text(robot, "#notice-text"));
  }

  /** What the window's drop handler does with a file; Monocle has no drag from outside. */
  private void drop(FxRobot robot, String name) {
    robot.interact(() -> studio.shell().drop(folder.resolve(name)));
  }

  @Test
  void exportsTheRangeWithTheFramesThatArePreviewed(FxRobot robot) {
    settled();
    int[] first = studio.desk().pictureProperty().get().orElseThrow().image().argb();
    robot.press(KeyCode.CONTROL).type(KeyCode.E).release(KeyCode.CONTROL);
    assertTrue(robot.lookup("#export-dialog").tryQuery().isPresent());
    assertEquals("256 × 256 px · 16 frames · 0.64 s", text(robot, "#export-result"));
    settled();
    type(robot, "#export-frames", "61");
    robot.clickOn("#export-start");
    until(() -> parts.exported().size() == 1);
    ExportSettings settings = parts.exported().get(0);
    assertEquals(61, settings.grid().frames());
    assertEquals(8, settings.scale());
    assertEquals(61, parts.written().size());
    assertArrayEquals(first, parts.written().get(0).argb());
    until(() -> robot.lookup("#notice-action").query().isVisible());
    robot.clickOn("#notice-action");
    assertEquals(List.of(settings.target()), parts.revealed());
  }

  @Test
  void everythingThatCanBeFocusedHasAnAccessibleText(FxRobot robot) {
    settled();
    List<String> silent = new ArrayList<>();
    robot.interact(() -> collectSilent(studio.view(), silent));
    assertEquals(List.of(), silent);
    assertEquals(3, robot.lookup(".band-strip").queryAll().size());
  }

  private static void collectSilent(Node node, List<String> silent) {
    boolean said = node.getAccessibleText() != null && !node.getAccessibleText().isBlank();
    if (node.isFocusTraversable() && !said && isOurs(node)) {
      silent.add(node.toString());
    }
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(child -> collectSilent(child, silent));
    }
  }

  /** The parts that a control of the toolkit is made of speak through their control. */
  private static boolean isOurs(Node node) {
    return node.getParent() == null || !node.getParent().getStyleClass().contains("container");
  }
}
