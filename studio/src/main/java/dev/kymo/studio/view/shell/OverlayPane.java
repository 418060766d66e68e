package dev.kymo.studio.view.shell;

import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;

/**
 * Shows one dialog over the dimmed window; Escape or a click beside it takes it away, and the focus
 * goes back to where it was. (AtlantaFX's modal pane leaves a ghost of its content in the corner
 * with the software renderer.)
 */
final class OverlayPane extends StackPane {

  private final Node body;
  private Optional<Node> focusBefore = Optional.empty();
  private Optional<Runnable> dismissed = Optional.empty();

  /**
   * Shows nothing yet.
   *
   * @param body out of reach while a dialog is shown
   */
  OverlayPane(Node body) {
    this.body = body;
    getStyleClass().add("overlay");
    setId("overlay");
    setVisible(false);
    addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            dismiss();
            event.consume();
          }
        });
    setOnMousePressed(
        event -> {
          if (event.getTarget() == this) {
            dismiss();
          }
        });
  }

  boolean isShowing() {
    return isVisible();
  }

  void show(Node dialog) {
    show(dialog, this::hide);
  }

  /**
   * Shows a dialog in the place of one that is shown.
   *
   * @param whenDismissed does what Escape or a click beside it means
   */
  void show(Node dialog, Runnable whenDismissed) {
    if (!isShowing()) {
      focusBefore = Optional.ofNullable(getScene().getFocusOwner());
    }
    dismissed = Optional.of(whenDismissed);
    getChildren().setAll(dialog);
    // A disabled node takes no focus: Tab stays within the dialog.
    body.getStyleClass().add("behind");
    body.setDisable(true);
    setVisible(true);
  }

  private void dismiss() {
    dismissed.ifPresent(Runnable::run);
  }

  void hide() {
    dismissed = Optional.empty();
    getChildren().clear();
    setVisible(false);
    body.setDisable(false);
    body.getStyleClass().remove("behind");
    focusBefore.ifPresent(Node::requestFocus);
  }
}
