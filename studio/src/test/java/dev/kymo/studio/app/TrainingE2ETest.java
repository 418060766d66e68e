package dev.kymo.studio.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.studio.control.LossChart;
import dev.kymo.studio.control.SampleStrip;
import dev.kymo.studio.frames.Picture;
import dev.kymo.studio.project.ModelInfo;
import dev.kymo.studio.runs.RunContent;
import dev.kymo.studio.runs.RunSummary;
import dev.kymo.studio.view.wizard.WizardViewModel;
import dev.kymo.trainer.run.ControlRequest;
import dev.kymo.trainer.run.RunDirectory;
import dev.kymo.trainer.run.RunState;
import dev.kymo.trainer.run.RunStatus;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;

/**
 * From freshly made toy clips to a trained checkpoint in the editor, with a trainer in a process of
 * its own: stop, resume, SIGKILL, resume; and a studio that is killed while it watches.
 */
@Tag("soak")
@ExtendWith(ApplicationExtension.class)
class TrainingE2ETest {

  @TempDir private Path folder;

  private RealTraining training;
  private StudioWiring studio;

  @Start
  void start(Stage stage) {
    training = new RealTraining(folder);
    training.app.start(stage);
    stage.setX(0);
    stage.setY(0);
    stage.setWidth(1280);
    stage.setHeight(800);
    studio = training.app.wiring().orElseThrow();
  }

  @Stop
  void stop() {
    training.close();
  }

  /** Whatever has gone wrong, no trainer is left behind. */
  @AfterEach
  void endTrainer() throws Exception {
    Optional<RunStatus> status =
        RunDirectory.isRun(run()) ? RunStatus.read(RunDirectory.view(run())) : Optional.empty();
    Optional<ProcessHandle> process = status.flatMap(RunStatus::process);
    if (process.isPresent()) {
      process.get().destroyForcibly();
      process.get().onExit().get(30, TimeUnit.SECONDS);
    }
  }

  private Path run() {
    return folder.resolve("training/runs/run-1");
  }

  private RunStatus status() throws IOException {
    return RunStatus.read(RunDirectory.view(run())).orElseThrow();
  }

  private void until(String what, Callable<Boolean> condition) {
    try {
      WaitForAsyncUtils.waitFor(120, TimeUnit.SECONDS, condition);
    } catch (TimeoutException e) {
      throw new AssertionError(
          "%s never came to be; the run is %s; the window says \"%s\""
              .formatted(
                  what,
                  studio.runs().summaryProperty().get(),
                  studio.view().lookup("#notice-text") instanceof Label l ? l.getText() : ""),
          e);
    }
    WaitForAsyncUtils.waitForFxEvents();
  }

  private boolean is(RunState state) {
    return summary().flatMap(RunSummary::state).equals(Optional.of(state));
  }

  private long step() {
    return summary().map(RunSummary::step).orElse(0L);
  }

  private Optional<RunSummary> summary() {
    return studio.runs().summaryProperty().get();
  }

  private Optional<RunContent> content() {
    return studio.runs().contentProperty().get();
  }

  private Optional<String> open() {
    return studio.session().modelProperty().get().map(ModelInfo::checkpointId);
  }

  /** Monocle loses a press while the tooltip of the button before goes away. */
  private static void press(FxRobot robot, String query) {
    robot.interact(() -> robot.lookup(query).<Button>query().fire());
    WaitForAsyncUtils.waitForFxEvents();
  }

  @Test
  void trainsStopsResumesAndOpensTheCheckpoint(FxRobot robot) throws Exception {
    press(robot, "#train");
    WizardViewModel wizard = studio.wizard();
    robot.interact(() -> wizard.makeToys(8));
    until("the check", () -> wizard.reportProperty().get().isPresent());
    robot.interact(() -> RealTraining.setUp(wizard));
    assertEquals(Map.of(), wizard.faultsProperty().get());
    assertEquals(run(), wizard.folder());
    press(robot, "#wizard-next");
    until("the trainer", () -> is(RunState.RUNNING) && step() > 0);
    curvesAndSamplesArrive(robot);

    press(robot, "#run-stop");
    until("the stop", () -> is(RunState.STOPPED));
    final long stopped = step();
    press(robot, "#run-resume");
    until("going on", () -> is(RunState.RUNNING) && step() > stopped);

    status().process().orElseThrow().destroyForcibly();
    until("the loss of the trainer", () -> is(RunState.LOST));
    press(robot, "#run-resume");
    until("going on again", () -> is(RunState.RUNNING));
    theCheckpointIsEdited(robot);

    // The studio goes, the run stays.
    robot.interact(() -> training.app.stop());
    long seen = status().step();
    until("the run going on without a studio", () -> status().step() > seen);
    ControlRequest.STOP.send(RunDirectory.view(run()));
    until("the end", () -> status().seen() == RunState.STOPPED);
  }

  private void curvesAndSamplesArrive(FxRobot robot) {
    until("curves", () -> content().map(c -> c.losses().size() >= 3).orElse(false));
    LossChart chart = robot.lookup("#loss-chart").query();
    until(
        "points on the chart",
        () -> chart.seriesProperty().get().stream().anyMatch(s -> s.points().size() > 3));
    until("a sample", () -> content().map(c -> !c.samples().isEmpty()).orElse(false));
    SampleStrip strip = robot.lookup("#sample-strip").query();
    until("the sample in the window", () -> strip.stripProperty().get().isPresent());
    until("frequencies", () -> studio.runs().spectrumProperty().get().isPresent());
  }

  private void theCheckpointIsEdited(FxRobot robot) {
    press(robot, "#run-open");
    until("the checkpoint", () -> studio.session().modelProperty().get().isPresent());
    assertEquals(16, studio.session().modelProperty().get().orElseThrow().imageSize());
    robot.interact(() -> studio.view().showingRunsProperty().set(false));
    until("a frame", () -> studio.desk().pictureProperty().get().isPresent());
    int fast = studio.editor().state().motion().bands().size() - 1;
    WindowFixture.settle(studio);
    robot
        .drag(WindowFixture.at(robot, "#fader-" + fast, 0.5, 0.5))
        .dropTo(WindowFixture.at(robot, "#fader-" + fast, 0.5, 0.2));
    WaitForAsyncUtils.waitForFxEvents();
    double gain = studio.editor().state().motion().bands().get(fast).gain();
    assertTrue(gain > 1, "the gain is " + gain);
    until(
        "the frame of the edit",
        () ->
            studio
                .desk()
                .pictureProperty()
                .get()
                .map(Picture::request)
                .equals(studio.director().wantedProperty().get()));

    // A later checkpoint keeps the edit, and the way back from it.
    String first = open().orElseThrow();
    robot.interact(() -> studio.runs().openNewest(true));
    until("a later checkpoint", () -> open().filter(id -> !id.equals(first)).isPresent());
    assertEquals(gain, studio.editor().state().motion().bands().get(fast).gain());
    robot.interact(() -> studio.editor().undo());
    assertEquals(1, studio.editor().state().motion().bands().get(fast).gain());
  }

  @Test
  void aKilledStudioLeavesTheRunAlive() throws Exception {
    Process other = start();
    try (BufferedReader out = other.inputReader(StandardCharsets.UTF_8)) {
      boolean watching =
          CompletableFuture.supplyAsync(() -> out.lines().anyMatch("watching"::equals))
              .get(3, TimeUnit.MINUTES);
      assertTrue(watching, "the studio ended before it saw its run");
    } finally {
      other.destroyForcibly().waitFor();
    }
    long seen = status().step();
    until("the run in another studio", () -> is(RunState.RUNNING) && step() > seen + 3);
    until("its curves", () -> content().map(c -> c.losses().size() >= 3).orElse(false));
    ControlRequest.STOP.send(RunDirectory.view(run()));
    until("the stop", () -> is(RunState.STOPPED));
  }

  private Process start() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC", "-Djava.awt.headless=true"));
    for (String property :
        List.of("glass.platform", "monocle.platform", "prism.order", "headless.geometry")) {
      command.add("-D" + property + "=" + System.getProperty(property));
    }
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(TrainingStudio.class.getName());
    command.add(folder.toString());
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }
}
