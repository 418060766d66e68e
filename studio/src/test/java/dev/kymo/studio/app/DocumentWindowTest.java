package dev.kymo.studio.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.motion.BandPlan;
import dev.kymo.inference.motion.LatentCode;
import dev.kymo.studio.SyntheticModel;
import dev.kymo.studio.SyntheticParts;
import dev.kymo.studio.document.CheckpointReference;
import dev.kymo.studio.document.KeptSlot;
import dev.kymo.studio.document.Project;
import dev.kymo.studio.document.ProjectFile;
import dev.kymo.studio.document.Recovery;
import dev.kymo.studio.document.RecoveryKeeper;
import dev.kymo.studio.project.EditorState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;

/** Projects in the real window on a synthetic model. */
@ExtendWith(ApplicationExtension.class)
class DocumentWindowTest {

  @TempDir private static Path root;

  private Path folder;
  private SyntheticParts parts;
  private StudioApp app;
  private StudioWiring studio;
  private Stage window;
  private KeptSlot<Recovery> crashed;

  @Start
  void start(Stage stage) throws IOException {
    folder = Files.createTempDirectory(root, "studio");
    // As if a studio had crashed: edits without a studio that holds them.
    KeptSlot<Recovery> slot = RecoveryKeeper.folder(folder.resolve("recovery")).claim();
    slot.keep(
        new Recovery(
            project("model.pt", 4711),
            Optional.of(folder.resolve("kept.kymo")),
            Instant.parse("2026-01-02T03:04:05Z")));
    slot.release();
    crashed = slot;
    parts = new SyntheticParts(folder, 32, 0);
    app = new StudioApp(parts.parts(), Optional.of(folder.resolve("model.pt")));
    window = stage;
    app.start(stage);
    stage.setX(0);
    stage.setY(0);
    stage.setWidth(1280);
    stage.setHeight(800);
    studio = app.wiring().orElseThrow();
  }

  @Stop
  void stop() {
    app.stop();
  }

  private Project project(String checkpoint, long seed) {
    Path file = folder.resolve(checkpoint);
    return new Project(
        CheckpointReference.at(file, SyntheticModel.id(file)),
        EditorState.first(BandPlan.of(1, 2, 3))
            .withContent(LatentCode.seed(seed))
            .withName(1, "Wobble"),
        false);
  }

  private static void until(Callable<Boolean> condition) {
    try {
      WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, condition);
    } catch (TimeoutException e) {
      throw new AssertionError("it never came to be", e);
    }
    WaitForAsyncUtils.waitForFxEvents();
  }

  private static boolean shows(FxRobot robot, String query) {
    return robot.lookup(query).tryQuery().isPresent();
  }

  private static String text(FxRobot robot, String query) {
    return robot.lookup(query).queryAs(Label.class).getText();
  }

  private static void keys(FxRobot robot, KeyCode... codes) {
    robot.press(KeyCode.CONTROL).type(codes).release(KeyCode.CONTROL);
    WaitForAsyncUtils.waitForFxEvents();
  }

  /** Answers what is offered at the start, and waits for the model. */
  private void begin(FxRobot robot, String answer) {
    until(() -> shows(robot, "#recovery-dialog"));
    robot.clickOn(answer);
    until(() -> studio.session().modelProperty().get().isPresent());
  }

  private void edit(FxRobot robot) {
    robot.clickOn("#content-dice");
    WaitForAsyncUtils.waitForFxEvents();
  }

  private void drop(FxRobot robot, Path file) {
    robot.interact(() -> studio.shell().drop(file));
  }

  private EditorState state() {
    return studio.editor().state();
  }

  @Test
  void savesMarksAndOpensAgain(FxRobot robot) throws IOException {
    begin(robot, "#recovery-discard");
    assertEquals("model", text(robot, "#title"));
    edit(robot);
    assertEquals("model  •", text(robot, "#title"));
    assertEquals("model  • – Kymo", window.getTitle());
    parts.pick(folder.resolve("dance.kymo"));
    keys(robot, KeyCode.S);
    assertEquals("dance", text(robot, "#title"));
    EditorState saved = state();
    assertEquals(saved, ProjectFile.read(folder.resolve("dance.kymo")).state());
    robot.clickOn("#loop");
    assertEquals("dance  •", text(robot, "#title"));
    keys(robot, KeyCode.S);
    assertFalse(ProjectFile.read(folder.resolve("dance.kymo")).loop());
    edit(robot);
    robot.clickOn("#undo");
    assertEquals("dance", text(robot, "#title"), "back at what is saved");
    keys(robot, KeyCode.N);
    assertEquals("model", text(robot, "#title"));
    assertEquals(LatentCode.seed(1), state().content());
    drop(robot, folder.resolve("dance.kymo"));
    until(() -> text(robot, "#title").equals("dance"));
    assertEquals(saved, state());
    assertFalse(studio.playback().loopProperty().get());
    assertEquals(folder.resolve("dance.kymo"), studio.shell().recentProperty().get().get(0));
  }

  @Test
  void unsavedEditsAreAskedAbout(FxRobot robot) throws IOException {
    begin(robot, "#recovery-discard");
    edit(robot);
    EditorState edited = state();
    drop(robot, folder.resolve("other.pt"));
    assertTrue(shows(robot, "#unsaved-dialog"));
    robot.type(KeyCode.ESCAPE);
    assertFalse(shows(robot, "#unsaved-dialog"));
    assertEquals(edited, state());
    robot.interact(
        () -> window.fireEvent(new WindowEvent(window, WindowEvent.WINDOW_CLOSE_REQUEST)));
    assertTrue(window.isShowing());
    assertTrue(shows(robot, "#unsaved-dialog"));
    robot.clickOn("#unsaved-cancel");
    parts.pick(folder.resolve("first.kymo"));
    drop(robot, folder.resolve("other.pt"));
    robot.clickOn("#unsaved-save");
    until(() -> text(robot, "#title").equals("other"));
    assertEquals(edited, ProjectFile.read(folder.resolve("first.kymo")).state());
    edit(robot);
    drop(robot, folder.resolve("model.pt"));
    robot.clickOn("#unsaved-discard");
    until(() -> text(robot, "#title").equals("model"));
  }

  @Test
  void aMissingCheckpointIsAskedFor(FxRobot robot) throws IOException {
    begin(robot, "#recovery-discard");
    Project project = project("missing.pt", 5);
    Path file = folder.resolve("lost.kymo");
    ProjectFile.write(file, project);
    drop(robot, file);
    until(() -> shows(robot, "#relocate-dialog"));
    assertEquals("Where is missing.pt?", text(robot, "#relocate-title"));
    assertFalse(shows(robot, "#relocate-use"));
    robot.clickOn("#relocate-cancel");
    assertEquals("model", text(robot, "#title"), "what was open stays");
    assertEquals(project, ProjectFile.read(file), "and the file as it is");
    drop(robot, file);
    until(() -> shows(robot, "#relocate-dialog"));
    parts.pick(folder.resolve("moved.pt"));
    robot.clickOn("#relocate-choose");
    until(() -> shows(robot, "#relocate-use"));
    assertEquals("moved.pt is another checkpoint", text(robot, "#relocate-title"));
    robot.clickOn("#relocate-use");
    until(() -> text(robot, "#title").equals("lost  •"));
    assertEquals(project.state(), state());
    keys(robot, KeyCode.S);
    assertEquals(folder.resolve("moved.pt"), ProjectFile.read(file).checkpoint().file());
    assertEquals("lost", text(robot, "#title"));
  }

  @Test
  void aDamagedProjectIsASentence(FxRobot robot) throws IOException {
    begin(robot, "#recovery-discard");
    Path file = Files.writeString(folder.resolve("odd.kymo"), "{\"format\": \"kymo-project\"}");
    drop(robot, file);
    until(() -> robot.lookup("#notice").<Node>query().isVisible());
    assertEquals(
        file + " is not a sound project: version is missing.", text(robot, "#notice-text"));
    assertEquals("model", text(robot, "#title"));
  }

  @Test
  void whatACrashLeftIsRestoredAndItsFileIsNotTouched(FxRobot robot) throws Exception {
    assertEquals("Restore the unsaved changes to kept.kymo?", text(robot, "#recovery-title"));
    begin(robot, "#recovery-restore");
    until(() -> text(robot, "#title").equals("kept  •"));
    assertEquals(project("model.pt", 4711).state(), state());
    assertFalse(Files.exists(folder.resolve("kept.kymo")));
    until(() -> crashedEdits() == 1);
    assertTrue(crashed.content().isPresent(), "this studio's own copy is another file");
    keys(robot, KeyCode.S);
    assertEquals(state(), ProjectFile.read(folder.resolve("kept.kymo")).state());
    until(() -> crashedEdits() == 0);
  }

  private long crashedEdits() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("recovery"))) {
      return files.filter(file -> file.toString().endsWith(".recovery.json")).count();
    }
  }

  @Test
  void notNowKeepsItForTheNextStart(FxRobot robot) {
    until(() -> shows(robot, "#recovery-dialog"));
    robot.type(KeyCode.ESCAPE);
    assertFalse(shows(robot, "#recovery-dialog"));
    List<KeptSlot<Recovery>> left = RecoveryKeeper.folder(folder.resolve("recovery")).orphans();
    assertEquals(1, left.size());
    assertEquals(
        LatentCode.seed(4711), left.get(0).content().orElseThrow().project().state().content());
    left.get(0).release();
  }

  @Test
  void theHistoryGoesToAnyStep(FxRobot robot) {
    begin(robot, "#recovery-discard");
    EditorState first = state();
    edit(robot);
    robot.clickOn("#mute-0").clickOn("#motion-dice");
    EditorState last = state();
    robot.clickOn("#history");
    until(() -> shows(robot, "#history-steps"));
    robot.clickOn("As opened");
    assertEquals(first, state());
    assertTrue(shows(robot, "#history-steps"), "it stays for the next step");
    robot.clickOn("Motion Seed");
    assertEquals(last, state());
  }
}
