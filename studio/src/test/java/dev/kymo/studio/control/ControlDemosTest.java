package dev.kymo.studio.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.geometry.Point2D;
import javafx.geometry.VerticalDirection;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** Mixer and timeline alone, without a studio around them. */
@ExtendWith(ApplicationExtension.class)
class ControlDemosTest {

  private BandMixer mixer;
  private Timeline timeline;

  @Start
  void start(Stage stage) {
    mixer = new BandMixerDemo().mixer();
    timeline = new TimelineDemo().timeline();
    VBox root = new VBox(mixer, timeline);
    Scene scene = new Scene(root, 900, 820);
    scene
        .getStylesheets()
        .add(ControlDemosTest.class.getResource("/dev/kymo/studio/kymo.css").toString());
    stage.setScene(scene);
    stage.setX(0);
    stage.setY(0);
    stage.show();
  }

  @Test
  void stripsAreSteppedByWheelAndKeys(FxRobot robot) {
    robot.clickOn("#fader-1").type(KeyCode.DELETE).type(KeyCode.UP).type(KeyCode.UP);
    assertEquals(1.1, mixer.bandsProperty().get().get(1).gain(), 1e-9);
    robot.type(KeyCode.PAGE_DOWN);
    assertEquals(0.85, mixer.bandsProperty().get().get(1).gain(), 1e-9);
    Node strip = robot.lookup("#band-0").query();
    robot.interact(() -> robot.lookup("#band-dice-0").<Button>query().fire());
    assertTrue(mixer.bandsProperty().get().get(0).ownSeed());
    assertEquals(strip, robot.lookup("#band-0").query(), "strips stay while values change");
    double cut = mixer.histogramProperty().get().cuts().get(0);
    robot.interact(() -> robot.lookup("#cut-0").query().requestFocus());
    robot.type(KeyCode.RIGHT);
    assertTrue(mixer.histogramProperty().get().cuts().get(0) > cut);
  }

  @Test
  void timelineZoomsAtThePointerAndPans(FxRobot robot) {
    Point2D point = timeline.localToScreen(300, 100);
    robot.moveTo(point);
    double under = timeline.viewportProperty().get().t(300, timeline.getWidth());
    double length = timeline.viewportProperty().get().length();
    robot.scroll(3, VerticalDirection.UP);
    assertEquals(under, timeline.viewportProperty().get().t(300, timeline.getWidth()), 0.02);
    assertNotEquals(length, timeline.viewportProperty().get().length());
    robot.clickOn(point);
    assertEquals(under, timeline.playheadProperty().get(), 0.02);
    double from = timeline.rangeProperty().get().from();
    robot.interact(() -> robot.lookup("#timeline-in").query().requestFocus());
    robot.type(KeyCode.LEFT);
    assertEquals(from - 0.125, timeline.rangeProperty().get().from(), 1e-9);
  }
}
