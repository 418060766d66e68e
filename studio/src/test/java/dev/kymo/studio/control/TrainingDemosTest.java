package dev.kymo.studio.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Point2D;
import javafx.geometry.VerticalDirection;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;

/** Chart, map and player alone, without a studio around them. */
@ExtendWith(ApplicationExtension.class)
class TrainingDemosTest {

  private LossChart chart;
  private HeatMap map;
  private SampleStrip strip;

  private Stage stage;

  /** In a window of its own: the shared one keeps the least size that a studio gave it. */
  @Start
  void start(Stage shared) {
    stage = new Stage();
    chart = new LossChartDemo().chart();
    map = new HeatMapDemo().map();
    strip = new SampleStripDemo().strip();
    Scene scene = new Scene(new VBox(chart, map, strip), 700, 720);
    scene
        .getStylesheets()
        .add(TrainingDemosTest.class.getResource("/dev/kymo/studio/kymo.css").toString());
    stage.setScene(scene);
    stage.setX(0);
    stage.setY(0);
    stage.setWidth(700);
    stage.setHeight(720);
    stage.show();
  }

  @Stop
  void stop() {
    stage.close();
  }

  private Image lines() {
    WaitForAsyncUtils.waitForFxEvents();
    return chart.getChildrenUnmodifiable().stream()
        .filter(ImageView.class::isInstance)
        .map(node -> ((ImageView) node).getImage())
        .findFirst()
        .orElseThrow();
  }

  private static int painted(Image image) {
    int count = 0;
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        count += image.getPixelReader().getArgb(x, y) >>> 24 > 0x40 ? 1 : 0;
      }
    }
    return count;
  }

  @Test
  void theChartDrawsZoomsAndTellsValues(FxRobot robot) {
    Image all = lines();
    assertTrue(painted(all) > all.getWidth(), "a line crosses the whole chart");
    Point2D place = chart.localToScreen(300, 110);
    robot.moveTo(place);
    WaitForAsyncUtils.waitForFxEvents();
    ChartReadout readout = chart.readoutProperty().get().orElseThrow();
    assertEquals(3, readout.values().size());
    robot.scroll(4, VerticalDirection.DOWN);
    assertNotEquals(all, lines());
    LossChart.Steps zoom = chart.zoomProperty().get().orElseThrow();
    assertTrue(zoom.from() < readout.step() && readout.step() < zoom.to());
    robot.interact(chart::requestFocus);
    robot.type(KeyCode.RIGHT);
    assertTrue(chart.zoomProperty().get().orElseThrow().from() > zoom.from());
    robot.type(KeyCode.DIGIT0);
    assertEquals(Optional.empty(), chart.zoomProperty().get());
    robot.moveTo(chart.localToScreen(300, -1 + chart.getHeight()).add(0, 40));
    WaitForAsyncUtils.waitForFxEvents();
    assertEquals(Optional.empty(), chart.readoutProperty().get());
  }

  @Test
  void theMapShowsMarksAndFlagsInside(FxRobot robot) {
    Label flag =
        map.lookupAll(".heat-flag").stream().map(Label.class::cast).findFirst().orElseThrow();
    assertEquals("Fast died at 60", flag.getText());
    for (Node label : map.lookupAll(".label")) {
      assertTrue(map.getLayoutBounds().contains(label.getBoundsInParent()), label.toString());
    }
  }

  @Test
  void thePlayerShowsEveryFrameOrMoves(FxRobot robot) throws TimeoutException {
    int small = coloured(robot);
    robot.interact(() -> strip.playingProperty().set(true));
    // One frame of every clip is large once the next pulse has come.
    WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> coloured(robot) > small);
  }

  private int coloured(FxRobot robot) {
    Image[] shot = new Image[1];
    robot.interact(() -> shot[0] = strip.snapshot(null, null));
    int count = 0;
    for (int x = 0; x < shot[0].getWidth(); x++) {
      for (int y = 0; y < shot[0].getHeight(); y++) {
        count += shot[0].getPixelReader().getColor(x, y).getSaturation() > 0.5 ? 1 : 0;
      }
    }
    return count;
  }
}
