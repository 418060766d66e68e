package dev.kymo.studio.view.shell;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;

/** Lets a checkpoint be dropped anywhere on the window, and shows that it may. */
final class DropTarget {

  private final Consumer<Path> model;
  private final Node highlight;

  /**
   * Listens on the whole window.
   *
   * @param model takes what was dropped
   * @param highlight shown while something that may be dropped is over the window
   */
  DropTarget(Parent root, Consumer<Path> model, Node highlight) {
    this.model = model;
    this.highlight = highlight;
    highlight.setVisible(false);
    highlight.setMouseTransparent(true);
    root.addEventFilter(DragEvent.DRAG_OVER, this::over);
    root.addEventFilter(DragEvent.DRAG_EXITED_TARGET, event -> leave(root, event));
    root.addEventFilter(DragEvent.DRAG_DROPPED, this::dropped);
  }

  private void over(DragEvent event) {
    if (event.getDragboard().hasFiles()) {
      event.acceptTransferModes(TransferMode.COPY);
      highlight.setVisible(true);
      event.consume();
    }
  }

  private void leave(Parent root, DragEvent event) {
    if (event.getTarget() == root
        || !root.contains(root.sceneToLocal(event.getSceneX(), event.getSceneY()))) {
      highlight.setVisible(false);
    }
  }

  private void dropped(DragEvent event) {
    highlight.setVisible(false);
    List<File> files = event.getDragboard().getFiles();
    if (!files.isEmpty()) {
      model.accept(files.get(0).toPath());
    }
    event.setDropCompleted(!files.isEmpty());
    event.consume();
  }
}
