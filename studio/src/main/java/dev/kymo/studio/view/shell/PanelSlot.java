package dev.kymo.studio.view.shell;

import java.util.function.Supplier;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/** The place of a panel that is built when it is filled: the window can show before it. */
final class PanelSlot extends StackPane {

  private final Supplier<? extends Region> panel;

  /** An empty place. */
  PanelSlot(Supplier<? extends Region> panel) {
    this.panel = panel;
    getStyleClass().add("panel-slot");
    setMinHeight(0);
  }

  /** Builds the panel, once. */
  void fill() {
    if (getChildren().isEmpty()) {
      Region built = panel.get();
      maxWidthProperty().bind(built.maxWidthProperty());
      getChildren().add(built);
    }
  }
}
