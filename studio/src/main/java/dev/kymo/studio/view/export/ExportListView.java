package dev.kymo.studio.view.export;

import dev.kymo.studio.view.kit.Kit;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The queue of exports: what runs, what waits, what is done. */
public final class ExportListView extends VBox {

  private static final double WIDTH = 380;
  private static final double HIGHEST = 320;

  private final ExportQueue queue;
  private final Kit kit;
  private final VBox rows = new VBox();
  private final ListChangeListener<ExportItem> changes = change -> fill();

  /** Shows the queue, and goes on following it while it is shown. */
  public ExportListView(ExportQueue queue, Kit kit) {
    this.queue = queue;
    this.kit = kit;
    getStyleClass().add("export-list");
    setId("export-list");
    rows.getStyleClass().add("export-rows");
    ScrollPane scroll = new ScrollPane(rows);
    scroll.setFitToWidth(true);
    scroll.setFocusTraversable(false);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setMaxHeight(HIGHEST);
    scroll.setPrefWidth(WIDTH);
    getChildren().addAll(kit.heading("export.list.heading"), scroll);
    sceneProperty()
        .addListener(
            (p, before, after) -> {
              queue.items().removeListener(changes);
              if (after != null) {
                queue.items().addListener(changes);
                fill();
              }
            });
    fill();
  }

  private void fill() {
    rows.getChildren().clear();
    int index = 0;
    for (ExportItem item : queue.items()) {
      rows.getChildren().add(row(item, index++));
    }
    if (index == 0) {
      rows.getChildren().add(kit.quiet(kit.texts().get("export.list.empty")));
    }
  }

  private VBox row(ExportItem item, int index) {
    Label name = new Label(item.name());
    name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    name.setTooltip(new Tooltip(item.target().toString()));
    name.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(name, Priority.ALWAYS);
    Button show =
        kit.iconButton(
            "export-show-" + index,
            "mdi2f-folder-outline",
            "export.reveal",
            () -> queue.reveal(item));
    Button remove =
        kit.iconButton(
            "export-remove-" + index, "mdi2c-close", "export.remove", () -> queue.remove(item));
    show.getStyleClass().add("tiny");
    remove.getStyleClass().add("tiny");
    HBox head = new HBox(8, name, show, remove);
    head.setAlignment(Pos.CENTER_LEFT);
    ProgressBar bar = new ProgressBar();
    bar.getStyleClass().add("status-progress");
    bar.setMaxWidth(Double.MAX_VALUE);
    bar.setAccessibleText(item.name());
    bar.progressProperty().bind(item.progressProperty());
    Label text = kit.quiet("");
    text.setId("export-text-" + index);
    text.setWrapText(true);
    text.textProperty().bind(item.textProperty());
    VBox row = new VBox(4, head, bar, text);
    row.getStyleClass().add("export-row");
    item.stateProperty().addListener((p, before, after) -> show(after, show, bar));
    show(item.stateProperty().get(), show, bar);
    return row;
  }

  private static void show(ExportItem.State state, Button show, ProgressBar bar) {
    show.setVisible(state == ExportItem.State.DONE);
    show.setManaged(show.isVisible());
    bar.setVisible(!state.isOver());
    bar.setManaged(bar.isVisible());
  }
}
