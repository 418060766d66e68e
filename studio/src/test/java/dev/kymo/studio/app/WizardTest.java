package dev.kymo.studio.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.studio.control.ThumbnailGrid;
import dev.kymo.studio.view.wizard.OptionField;
import dev.kymo.studio.view.wizard.WizardViewModel;
import dev.kymo.trainer.run.LossOptions;
import dev.kymo.trainer.run.Preset;
import dev.kymo.trainer.run.RunDirectory;
import dev.kymo.trainer.run.TrainingOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
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

/** From no data at all to a launched run, through the real window. */
@ExtendWith(ApplicationExtension.class)
class WizardTest {

  @TempDir private Path folder;

  private WindowFixture window;

  @Start
  void start(Stage stage) {
    window = new WindowFixture(stage, folder, 1280, 800);
  }

  @Stop
  void stop() {
    window.app.stop();
  }

  private WizardViewModel wizard() {
    return window.studio.wizard();
  }

  private TrainingOptions options() {
    return wizard().draftProperty().get().options();
  }

  private static String text(FxRobot robot, String query) {
    return robot.lookup(query).<Label>query().getText();
  }

  @Test
  void setsUpAndLaunchesARun(FxRobot robot) throws Exception {
    window.settled();
    robot.clickOn("#train");
    assertEquals("No clips chosen yet", text(robot, "#data-source"));
    assertTrue(text(robot, "#data-proposal").startsWith("Chosen clips tell by their motion"));
    robot.interact(() -> wizard().makeToys(12));
    WindowFixture.until(() -> wizard().reportProperty().get().isPresent());
    WindowFixture.until(() -> wizard().spectrumProperty().get().isPresent());
    assertTrue(text(robot, "#data-facts").startsWith("12 videos, 12 of them long enough"));
    List<ThumbnailGrid.Cell> cells =
        robot.lookup("#data-thumbnails").<ThumbnailGrid>query().cellsProperty().get();
    assertEquals(9, cells.size());
    assertEquals(16, cells.get(0).frames().size());
    assertTrue(text(robot, "#data-proposal").startsWith("90 % of the motion lies below 0."));
    robot.clickOn("#data-apply");
    double range = wizard().proposal().orElseThrow().frequencyRange();
    assertEquals(List.of(range), options().model().generator().frequencyRanges());

    robot.clickOn("#wizard-next").clickOn("#preset-small-128");
    assertEquals(128, options().model().generator().imageSize());
    robot.clickOn("#preset-toy-64").clickOn("#model-advanced");
    robot.interact(() -> wizard().set(OptionField.SIZE, "100"));
    assertTrue(
        robot.lookup(".bad").<Label>queryAll().stream()
            .anyMatch(l -> l.getText().startsWith("The image size must be 16, 32")));
    assertEquals(64, options().model().generator().imageSize(), "what was refused is not taken");
    robot.interact(() -> wizard().set(OptionField.SIZE, "16"));

    robot.clickOn("#wizard-next");
    WindowFixture.until(() -> robot.lookup("#device-cuda-0").tryQuery().isPresent());
    robot.clickOn("#device-cpu");
    assertEquals(List.of("cpu"), options().machine().devices());
    // Replicas on the cores take the batches apart; another device joins them again.
    LossOptions joint = options().loss();
    robot.clickOn("#device-cores");
    int replicas = options().machine().replicas();
    assertTrue(replicas > 1, "two cores share batches of 16");
    assertEquals(joint.imageBatch(), replicas * options().loss().imageBatch());
    assertEquals(Collections.nCopies(replicas, "cpu"), options().machine().devices());
    robot.clickOn("#device-cpu");
    assertEquals(joint, options().loss());
    assertEquals(List.of("cpu"), options().machine().devices());
    TextField batch = robot.lookup("#option-image-batch").query();
    robot.doubleClickOn(batch).write("128").type(KeyCode.ENTER);
    robot.clickOn("#measure");
    WindowFixture.until(() -> text(robot, "#measure-fault").contains("image batch 32"));
    robot.doubleClickOn(batch).write("8").type(KeyCode.ENTER);
    assertEquals("", text(robot, "#measure-fault"));
    robot.clickOn("#measure");
    WindowFixture.until(() -> text(robot, "#measure-result").contains("0.250 s a step"));

    // A draft survives closing, and going back loses nothing.
    robot.clickOn("#wizard-close").clickOn("#train");
    assertEquals(2, wizard().stepProperty().get());
    robot.clickOn("#wizard-back").clickOn("#wizard-next").clickOn("#wizard-next");
    Optional<?> kept = new DraftFile(folder.resolve("training-draft.json")).read();
    assertEquals(Optional.of(wizard().draftProperty().get()), kept);
    TextField steps = robot.lookup("#option-steps").query();
    robot.doubleClickOn(steps).write("40").type(KeyCode.ENTER);
    window.parts.pick(folder.resolve("full-000001000.safetensors"));
    robot.clickOn("#choose-start-from");
    assertEquals(
        Optional.of(folder.resolve("full-000001000.safetensors").toString()),
        options().startFrom());
    robot.interact(() -> wizard().set(OptionField.START_FROM, ""));
    robot.clickOn("#wizard-next");
    robot.clickOn("#run-name").push(KeyCode.CONTROL, KeyCode.A).write("first-try");
    assertEquals("", text(robot, "#launch-fault"));
    String command = robot.lookup("#train-command").<TextArea>query().getText();
    assertTrue(command.startsWith("kymo train --data "), command);
    assertTrue(command.contains("--steps 40") && command.contains("--size 16"), command);
    robot.clickOn("#copy-command");
    robot.interact(() -> assertEquals(command, Clipboard.getSystemClipboard().getString()));
    TrainingOptions wanted = options();
    robot.clickOn("#wizard-next");
    Path run = folder.resolve("training/runs/first-try");
    WindowFixture.until(() -> window.parts.trainer().started().contains(run));
    WindowFixture.until(
        () -> window.studio.runs().selectedProperty().get().equals(Optional.of(run)));
    assertEquals(wanted, RunDirectory.view(run).options());
    assertTrue(robot.lookup("#wizard").tryQuery().isEmpty());
    assertTrue(window.studio.view().showingRunsProperty().get());
    assertFalse(Files.exists(folder.resolve("training-draft.json")), "the draft is done with");

    // The run as a new draft.
    robot.clickOn("#run-more").clickOn("#run-duplicate");
    WaitForAsyncUtils.waitForFxEvents();
    assertTrue(robot.lookup("#wizard").tryQuery().isPresent());
    assertEquals(wanted, options());
    assertEquals(Preset.TOY_64, wizard().draftProperty().get().preset());
    assertEquals("first-try-1", wizard().draftProperty().get().name());
    assertTrue(robot.lookup("#wizard-step-data").<ToggleButton>query().isSelected());
  }
}
