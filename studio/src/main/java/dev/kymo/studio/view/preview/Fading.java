package dev.kymo.studio.view.preview;

import java.util.List;
import javafx.animation.PauseTransition;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.input.MouseEvent;
import javafx.util.Duration;

/**
 * Controls over a picture that is shown alone: there while the mouse moves or rests on them, gone
 * with the pointer a moment later.
 */
final class Fading {

  private static final Duration STAY = Duration.seconds(2.5);

  private final Node ground;
  private final List<Node> controls;
  private final PauseTransition stay = new PauseTransition(STAY);
  private boolean working;

  /**
   * Leaves the controls alone at first.
   *
   * @param ground where the mouse is watched
   * @param controls what comes and goes
   */
  Fading(Node ground, List<Node> controls) {
    this.ground = ground;
    this.controls = List.copyOf(controls);
    ground.addEventFilter(MouseEvent.MOUSE_MOVED, event -> moved());
    ground.addEventFilter(MouseEvent.MOUSE_DRAGGED, event -> moved());
    ground.addEventFilter(MouseEvent.MOUSE_PRESSED, event -> moved());
    stay.setOnFinished(event -> rest());
  }

  /** Starts with everything in sight, or puts it back in sight for good. */
  void work(boolean wanted) {
    working = wanted;
    appear(true);
    if (wanted) {
      stay.playFromStart();
    } else {
      stay.stop();
    }
  }

  private void moved() {
    if (working) {
      appear(true);
      stay.playFromStart();
    }
  }

  private void rest() {
    if (controls.stream().anyMatch(Node::isHover)) {
      stay.playFromStart();
    } else {
      appear(false);
    }
  }

  private void appear(boolean there) {
    controls.forEach(control -> control.setOpacity(there ? 1 : 0));
    ground.setCursor(there ? null : Cursor.NONE);
  }
}
