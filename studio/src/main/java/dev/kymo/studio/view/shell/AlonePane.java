package dev.kymo.studio.view.shell;

import dev.kymo.studio.control.PixelView;
import dev.kymo.studio.view.preview.PreviewViewModel;
import javafx.scene.Node;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/**
 * Fills the screen with the preview and nothing else. The preview itself moves here and back: its
 * picture, its zoom and its transport are the same ones.
 */
final class AlonePane extends StackPane {

  private final Stage window;
  private final Node editor;
  private final StackPane home;
  private final Node preview;
  private final PreviewViewModel model;

  private double zoomBefore;
  private boolean wasFullScreen;

  /**
   * Shows nothing yet.
   *
   * @param editor all that is out of sight meanwhile
   * @param home where the preview is otherwise; it alone is the preview's parent
   */
  AlonePane(Stage window, Node editor, StackPane home, PreviewViewModel model) {
    this.window = window;
    this.editor = editor;
    this.home = home;
    this.preview = home.getChildren().get(0);
    this.model = model;
    setId("alone");
    getStyleClass().add("alone");
    setVisible(false);
    // Escape closes a dialog or goes back to the editor, which may itself fill the screen.
    window.setFullScreenExitKeyCombination(KeyCombination.NO_MATCH);
    model.aloneProperty().addListener((p, before, alone) -> change(alone));
    window
        .fullScreenProperty()
        .addListener(
            (p, before, full) -> {
              // The window manager has its own ways out.
              if (!full) {
                model.aloneProperty().set(false);
              }
            });
  }

  private void change(boolean alone) {
    if (alone) {
      enter();
    } else {
      leave();
    }
  }

  private void enter() {
    wasFullScreen = window.isFullScreen();
    zoomBefore = model.zoomProperty().get();
    model.zoomProperty().set(PixelView.FIT);
    home.getChildren().remove(preview);
    getChildren().setAll(preview);
    setVisible(true);
    // What cannot be seen takes no focus, and costs nothing.
    editor.setVisible(false);
    preview.requestFocus();
    window.setFullScreen(true);
  }

  private void leave() {
    getChildren().clear();
    home.getChildren().add(0, preview);
    setVisible(false);
    editor.setVisible(true);
    model.zoomProperty().set(zoomBefore);
    window.setFullScreen(wasFullScreen && window.isFullScreen());
    home.requestFocus();
  }
}
