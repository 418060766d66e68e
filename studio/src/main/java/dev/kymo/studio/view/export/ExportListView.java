package dev.kymo.studio.view.export;

import dev.kymo.studio.view.kit.Kit;
import java.util.List;
import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
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
    ToggleButton pause = kit.iconToggle("export-pause", "mdi2p-pause", "export.pause");
    pause.getStyleClass().add("tiny");
    pause.setSelected(queue.pausedProperty().get());
    pause.setOnAction(event -> queue.setPaused(pause.isSelected()));
    HBox heading = new HBox(kit.heading("export.list.heading"), Kit.spacer(), pause);
    heading.getStyleClass().add("heading-row");
    getChildren().addAll(heading, scroll);
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
    HBox waits = waiting(item, index);
    show.getStyleClass().add("tiny");
    remove.getStyleClass().add("tiny");
    HBox head = new HBox(8, name, waits, show, remove);
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
    Consumer<ExportItem.State> adapt =
        state -> {
          appear(show, state == ExportItem.State.DONE);
          appear(waits, state == ExportItem.State.WAITING);
          appear(bar, !state.isOver());
        };
    item.stateProperty().addListener((p, before, after) -> adapt.accept(after));
    adapt.accept(item.stateProperty().get());
    return row;
  }

  /** What can be done with an export as long as it waits. */
  private HBox waiting(ExportItem item, int index) {
    Button up =
        kit.iconButton(
            "export-up-" + index, "mdi2c-chevron-up", "export.up", () -> queue.move(item, -1));
    Button down =
        kit.iconButton(
            "export-down-" + index, "mdi2c-chevron-down", "export.down", () -> queue.move(item, 1));
    Button target =
        kit.iconButton(
            "export-retarget-" + index,
            "mdi2p-pencil-outline",
            "export.retarget",
            () -> queue.retarget(item));
    HBox box = new HBox(2, up, down, target);
    for (Button button : List.of(up, down, target)) {
      button.getStyleClass().add("tiny");
    }
    return box;
  }

  private static void appear(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }
}
