package dev.kymo.studio.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.studio.SyntheticRuns;
import dev.kymo.studio.control.ChartReadout;
import dev.kymo.studio.control.HeatMap;
import dev.kymo.studio.control.LossChart;
import dev.kymo.studio.control.SampleStrip;
import dev.kymo.studio.project.EditorState;
import dev.kymo.trainer.run.ControlRequest;
import dev.kymo.trainer.run.RunDirectory;
import dev.kymo.trainer.run.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Point2D;
import javafx.geometry.VerticalDirection;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;

/** The runs panel in the real window, on run directories made by the trainer's own writers. */
@ExtendWith(ApplicationExtension.class)
class RunsPanelTest {

  @TempDir private Path folder;

  private WindowFixture window;
  private Path runs;
  private RunDirectory alive;

  @Start
  void start(Stage stage) throws IOException {
    runs = folder.resolve("training/runs");
    SyntheticRuns.make(runs.resolve("lost"), RunState.LOST, "", 20, 100);
    SyntheticRuns.make(
        runs.resolve("failed"), RunState.FAILED, "CUDA 0 has too little memory.", 5, 100);
    alive = SyntheticRuns.make(runs.resolve("alive"), RunState.RUNNING, "", 60, 100);
    window = new WindowFixture(stage, folder, 1280, 800);
  }

  @Stop
  void stop() {
    window.app.stop();
  }

  private void show(FxRobot robot, String run) {
    if (!window.studio.view().showingRunsProperty().get()) {
      robot.clickOn("#show-runs");
    }
    WindowFixture.until(() -> window.studio.runs().runsProperty().get().size() == 3);
    robot.interact(
        () -> window.studio.runs().selectedProperty().set(Optional.of(runs.resolve(run))));
    WindowFixture.until(() -> window.studio.runs().contentProperty().get().isPresent());
    WindowFixture.until(() -> window.studio.runs().spectrumProperty().get().isPresent());
  }

  private static String text(FxRobot robot, String query) {
    return robot.lookup(query).<Label>query().getText();
  }

  @Test
  void statesAndFiguresAreThoseOfTheFiles(FxRobot robot) {
    window.settled();
    show(robot, "alive");
    assertEquals("alive", text(robot, "#run-title"));
    assertEquals("60", text(robot, "#tile-step-value"));
    assertEquals("214", text(robot, "#tile-pace-value"));
    assertEquals("GPU busy", text(robot, "#tile-machine .quiet"));
    assertTrue(text(robot, "#tile-machine-value").matches("9\\d %"));
    assertTrue(text(robot, "#status-runs").matches("1 running · .* GB free"));
    assertTrue(robot.lookup("#run-stop").query().isVisible());
    assertFalse(robot.lookup("#run-resume").query().isVisible());
    assertEquals(3, robot.lookup("#run-list").<ListView<?>>query().getItems().size());
    assertEquals(
        java.util.Set.of("running", "failed", "lost"),
        robot.lookup(".run-chip").<Label>queryAll().stream()
            .map(Label::getText)
            .collect(java.util.stream.Collectors.toSet()));
    show(robot, "failed");
    assertTrue(text(robot, "#run-fault").contains("too little memory"));
    show(robot, "lost");
    assertTrue(text(robot, "#run-fault").contains("no heartbeat for 14 min"));
    assertFalse(robot.lookup("#run-stop").query().isVisible());
    assertTrue(robot.lookup("#run-resume").query().isVisible());
    curvesTellExactValuesAndZoom(robot);
    samplesTravelAndFrequenciesAreFlagged(robot);
  }

  private void curvesTellExactValuesAndZoom(FxRobot robot) {
    window.settled();
    show(robot, "alive");
    LossChart chart = robot.lookup("#loss-chart").query();
    assertEquals(3, chart.seriesProperty().get().size());
    robot.moveTo(WindowFixture.at(robot, "#loss-chart", 0.5, 0.5));
    WaitForAsyncUtils.waitForFxEvents();
    ChartReadout readout = chart.readoutProperty().get().orElseThrow();
    ChartReadout.Value generator =
        readout.values().stream().filter(v -> v.name().equals("generator")).findFirst().get();
    var curve =
        window.studio.runs().contentProperty().get().orElseThrow().losses().stream()
            .filter(c -> c.name().equals("generator"))
            .findFirst()
            .get();
    assertEquals(curve.mean(curve.nearest((double) readout.step())), generator.value());
    assertTrue(Math.abs(readout.step() - generator.first()) <= 1);
    robot.scroll(3, VerticalDirection.DOWN);
    WaitForAsyncUtils.waitForFxEvents();
    LossChart.Steps zoom = chart.zoomProperty().get().orElseThrow();
    assertTrue(zoom.from() < readout.step() && readout.step() < zoom.to(), zoom.toString());
    Point2D middle = WindowFixture.at(robot, "#loss-chart", 0.5, 0.5);
    robot.doubleClickOn(middle);
    assertEquals(Optional.empty(), chart.zoomProperty().get());
    robot.clickOn("#chart-log-values").clickOn("#chart-log-steps");
    assertTrue(chart.logValuesProperty().get() && chart.logStepsProperty().get());
    robot.clickOn("#curves-r1");
    WaitForAsyncUtils.waitForFxEvents();
    assertEquals(2, chart.seriesProperty().get().size());
    robot.interact(() -> window.studio.runs().toggleOverlay(runs.resolve("lost")));
    WindowFixture.until(() -> chart.seriesProperty().get().size() == 4);
    assertTrue(chart.seriesProperty().get().get(0).name().startsWith("lost "));
  }

  private void samplesTravelAndFrequenciesAreFlagged(FxRobot robot) {
    window.settled();
    show(robot, "alive");
    SampleStrip strip = robot.lookup("#sample-strip").query();
    WindowFixture.until(() -> strip.stripProperty().get().isPresent());
    assertEquals(2, strip.stripProperty().get().orElseThrow().rows());
    assertEquals(16, strip.stripProperty().get().orElseThrow().frames());
    assertTrue(text(robot, "#sample-where").contains("snapshot 30 of 30"));
    var newest = strip.stripProperty().get().orElseThrow().image();
    robot.interact(() -> robot.lookup("#sample-slider").<Slider>query().setValue(0));
    WindowFixture.until(() -> strip.stripProperty().get().orElseThrow().image() != newest);
    assertTrue(text(robot, "#sample-where").contains("snapshot 1 of 30"));
    HeatMap.Picture picture =
        robot.lookup("#spectrum").<HeatMap>query().pictureProperty().get().orElseThrow();
    assertEquals(30, picture.image().getWidth());
    assertEquals(
        List.of("Fast died at 48"),
        robot.lookup(".heat-flag").<Label>queryAll().stream().map(Label::getText).toList());
    robot.clickOn("#tab-log");
    ListView<?> log = robot.lookup("#log-lines").query();
    assertEquals(400, log.getItems().size());
    robot.clickOn("#log-search").write("step 39 ");
    WindowFixture.until(() -> log.getItems().size() < 400);
    assertTrue(log.getItems().get(0).toString().contains("step 39"));
    robot.clickOn("#tab-options");
    assertTrue(robot.lookup("#options-lines").<ListView<?>>query().getItems().size() > 30);
  }

  @Test
  void requestsAreFilesAndRunsResume(FxRobot robot) {
    window.settled();
    show(robot, "alive");
    robot.clickOn("#run-sample").clickOn("#run-checkpoint").clickOn("#run-stop");
    for (ControlRequest request : ControlRequest.values()) {
      WindowFixture.until(() -> request.pending(alive));
    }
    show(robot, "lost");
    robot.clickOn("#run-resume");
    WindowFixture.until(() -> window.parts.trainer().started().contains(runs.resolve("lost")));
    WindowFixture.until(
        () ->
            window
                .studio
                .runs()
                .summaryProperty()
                .get()
                .flatMap(r -> r.state())
                .equals(Optional.of(RunState.RUNNING)));
    deletingAsksAndGoesToTheTrash(robot);
  }

  private void deletingAsksAndGoesToTheTrash(FxRobot robot) {
    window.settled();
    show(robot, "failed");
    robot.clickOn("#run-more").clickOn("#run-delete").clickOn("#confirm-cancel");
    assertTrue(Files.exists(runs.resolve("failed")));
    robot.clickOn("#run-more").clickOn("#run-delete").clickOn("#confirm-yes");
    WindowFixture.until(() -> window.studio.runs().runsProperty().get().size() == 2);
    assertTrue(Files.exists(folder.resolve("trash/failed/options.json")));
  }

  @Test
  void theNewestCheckpointOpensUnderTheSameEdit(FxRobot robot) throws IOException {
    window.settled();
    robot.interact(() -> window.studio.editor().edit("x", "x", s -> s.withFps(s.fps() + 1)));
    EditorState before = window.state();
    Files.write(alive.generatorCheckpoint(40), new byte[] {1});
    show(robot, "alive");
    robot.clickOn("#run-open");
    WindowFixture.until(
        () ->
            window.parts.opened().stream()
                .anyMatch(m -> m.info().file().equals(alive.generatorCheckpoint(40))));
    WaitForAsyncUtils.waitForFxEvents();
    assertEquals(before, window.state());
    assertFalse(
        window.studio.view().showingRunsProperty().get(), "what is opened is shown in the editor");
    robot.interact(() -> window.studio.view().showingRunsProperty().set(true));
    robot.interact(() -> robot.lookup("#run-follow").<ToggleButton>query().fire());
    Files.write(alive.generatorCheckpoint(60), new byte[] {1});
    SyntheticRuns.sample(alive, 61);
    WindowFixture.until(
        () ->
            window.parts.opened().stream()
                .anyMatch(m -> m.info().file().equals(alive.generatorCheckpoint(60))));
    assertEquals(before, window.state());
    anEndIsToldInWords(robot);
  }

  private void anEndIsToldInWords(FxRobot robot) throws IOException {
    window.settled();
    show(robot, "alive");
    SyntheticRuns.status(alive, RunState.FAILED, "The disk is full.", 61, 100);
    WindowFixture.until(
        () ->
            robot.lookup(".notification-bar").tryQuery().isPresent()
                || robot.listWindows().stream()
                    .anyMatch(w -> w.getScene().getRoot().lookup(".notification-bar") != null));
    Node bar =
        robot.listWindows().stream()
            .map(w -> w.getScene().getRoot().lookup(".notification-bar"))
            .filter(java.util.Objects::nonNull)
            .findFirst()
            .orElseThrow();
    assertTrue(
        bar.lookupAll(".label").stream()
            .anyMatch(
                l ->
                    l instanceof Label label
                        && label.getText().contains("alive has failed at step 61. The disk")));
  }
}
