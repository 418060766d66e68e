package dev.kymo.studio.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kymo.inference.motion.BandPlan;
import dev.kymo.studio.project.EditorState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import javafx.geometry.Orientation;
import javafx.scene.control.SplitPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;

/** Whatever is split, merged, undone, dragged, and resized: every panel keeps its place. */
@ExtendWith(ApplicationExtension.class)
class PanelPlacesTest {

  private static final int STEPS = 40;
  private static final int BANDS = 8;

  @TempDir private static Path folder;

  private Stage stage;
  private WindowFixture window;

  @Start
  void start(Stage shown) {
    stage = shown;
    window = new WindowFixture(stage, folder, 1440, 900);
  }

  @Stop
  void stop() {
    window.app.stop();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void nothingIsCutOffOrOverlaps(long seed, FxRobot robot) {
    window.settled();
    Random random = new Random(seed);
    List<String> done = new ArrayList<>();
    for (int step = 0; step < STEPS; step++) {
      robot.interact(() -> done.add(somethingHappens(random)));
      WaitForAsyncUtils.waitForFxEvents();
      List<String> wrong =
          WaitForAsyncUtils.waitForAsyncFx(10_000, () -> new LayoutFaults(stage.getScene()).all());
      assertEquals(List.of(), wrong, String.join("\n", done));
    }
  }

  private String somethingHappens(Random random) {
    int bands = window.state().motion().bands().size();
    int which = random.nextInt(bands);
    return switch (random.nextInt(9)) {
      case 0 -> {
        if (bands < BANDS) {
          BandPlan plan = window.state().motion().plan();
          double upper = Math.min(plan.upper(which), plan.lower(which) + 2);
          step(s -> s.split(which, (plan.lower(which) + upper) / 2));
        }
        yield "split " + which;
      }
      case 1 -> {
        if (which < bands - 1) {
          step(s -> s.merge(which));
        }
        yield "merge " + which;
      }
      case 2 -> {
        window.studio.editor().undo();
        yield "undo";
      }
      case 3 -> {
        window.studio.editor().redo();
        yield "redo";
      }
      case 4 -> {
        step(s -> s.withName(which, "A name that is longer than the strip is wide"));
        yield "rename " + which;
      }
      case 5, 6 -> divider(random);
      case 7 -> {
        boolean shown = window.studio.view().showingRunsProperty().get();
        window.studio.view().showingRunsProperty().set(!shown);
        yield shown ? "editor" : "runs";
      }
      default -> {
        stage.setWidth(1080 + random.nextInt(1480));
        stage.setHeight(680 + random.nextInt(760));
        yield "resize to " + stage.getWidth() + " x " + stage.getHeight();
      }
    };
  }

  private void step(UnaryOperator<EditorState> change) {
    window.studio.editor().beginGesture();
    window.studio.editor().edit("Step", "step", change);
    window.studio.editor().endGesture();
  }

  private String divider(Random random) {
    List<SplitPane> panes =
        window.studio.view().lookupAll(".split-pane").stream().map(SplitPane.class::cast).toList();
    SplitPane pane = panes.get(random.nextInt(panes.size()));
    int divider = random.nextInt(pane.getDividers().size());
    double to = random.nextDouble();
    pane.setDividerPosition(divider, to);
    return "%s divider %d to %.3f"
        .formatted(
            pane.getOrientation() == Orientation.VERTICAL ? "timeline's" : "column's", divider, to);
  }
}
