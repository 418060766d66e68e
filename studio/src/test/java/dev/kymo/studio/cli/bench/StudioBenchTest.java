package dev.kymo.studio.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import dev.kymo.inference.frame.FrameException;
import dev.kymo.studio.SyntheticParts;
import dev.kymo.studio.app.StudioApp;
import dev.kymo.studio.app.StudioWiring;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

/** A synthetic model in the real window is driven and measured. */
@ExtendWith(ApplicationExtension.class)
class StudioBenchTest {

  @TempDir private static Path folder;

  private StudioApp app;
  private StudioWiring studio;

  @Start
  void start(Stage stage) {
    app = new StudioApp(new SyntheticParts(folder, 32, 0).parts(), Optional.empty());
    app.start(stage);
    stage.setWidth(1280);
    stage.setHeight(800);
    studio = app.wiring().orElseThrow();
  }

  @Stop
  void stop() {
    app.stop();
  }

  @Test
  void measuresWhatItDrives(FxRobot robot) throws Exception {
    StudioDrive.Plan plan = new StudioDrive.Plan(4, 12, 20, 50, 1);
    StudioDrive drive = new StudioDrive(studio, () -> false);
    FrameException empty = assertThrows(FrameException.class, () -> drive.measure(plan));
    assertTrue(empty.getMessage().startsWith("The studio shows no frame"), empty.getMessage());
    robot.interact(() -> studio.shell().open(folder.resolve("toy-shapes-32.pt")));
    StudioFigures figures = drive.measure(plan);
    assertTrue(figures.changes() > 1, "changes " + figures.changes());
    assertTrue(figures.medianMillis() > 0);
    assertTrue(figures.p95Millis() >= figures.medianMillis());
    assertEquals(1280, figures.width());
    assertEquals("bf16", figures.precision());
    assertTrue(figures.dropped() >= 0 && figures.dropped() <= 60, "dropped " + figures.dropped());
    assertNotEquals(1, studio.editor().state().motion().bands().get(2).gain());
    assertEquals(50, studio.editor().state().fps());
    assertFalse(studio.playback().playingProperty().get());
    StudioDrive impatient = new StudioDrive(studio, () -> true);
    assertThrows(CancellationException.class, () -> impatient.measure(plan));
  }

  @Test
  void figuresForPeopleAndPrograms() {
    StudioFigures figures =
        new StudioFigures("CPU · 2 threads", "bf16", 1280, 800, 512, 12.34, 18.96, 60, 30, 3);
    assertEquals(
        """
        slider to pixels  median 12.3 ms, 95 % within 19.0 ms (512 changes)
        play              60 frames/s for 30 s, 3 of 1,800 frames dropped
        drawn             CPU · 2 threads, bf16, window 1280 x 800
        """,
        figures.text());
    assertEquals(
        18.96,
        JsonParser.parseString(figures.json()).getAsJsonObject().get("p95Millis").getAsDouble());
  }
}
