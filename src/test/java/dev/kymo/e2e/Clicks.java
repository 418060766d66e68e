package dev.kymo.e2e;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Control;
import javafx.util.Duration;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** Clicks that arrive, however slow the machine is. */
final class Clicks {
  private static final int PATIENCE_SECONDS = 60;

  private final FxRobot robot;
  private final Node root;
  private Bounds last;

  /**
   * Clicks in a window.
   *
   * @param root of its scene
   */
  Clicks(FxRobot robot, Node root) {
    this.robot = robot;
    this.root = root;
  }

  /** Clicks what has come to rest: a dialog is laid out in the pulses after it is shown. */
  void on(String query) throws TimeoutException {
    last = null;
    WaitForAsyncUtils.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS, () -> rests(query));
    WaitForAsyncUtils.waitForFxEvents();
    robot.clickOn(query);
  }

  private boolean rests(String query) throws ExecutionException, InterruptedException {
    Bounds now =
        WaitForAsyncUtils.asyncFx(
                () -> {
                  withoutTooltips(root);
                  Node node = robot.lookup(query).query();
                  return node.localToScreen(node.getLayoutBounds());
                })
            .get();
    boolean rests = now != null && now.equals(last);
    last = now;
    return rests;
  }

  /** Monocle loses a press while a tooltip goes away. */
  static void withoutTooltips(Node node) {
    if (node instanceof Control control && control.getTooltip() != null) {
      control.getTooltip().setShowDelay(Duration.INDEFINITE);
    }
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(Clicks::withoutTooltips);
    }
  }
}
