package dev.kymo.studio.view.runs;

import dev.kymo.studio.view.kit.Kit;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Lines of text with a search: the log, or the options. Only lines in view have controls. */
final class LinesView extends VBox {

  private final ObservableList<String> lines = FXCollections.observableArrayList();
  private final FilteredList<String> found = new FilteredList<>(lines);
  private final ListView<String> list = new ListView<>(found);
  private final TextField search = new TextField();
  private final Label count;
  private final boolean newestLast;
  private List<String> shown = List.of();

  LinesView(String id, Kit kit, boolean newestLast) {
    this.newestLast = newestLast;
    getStyleClass().add("lines");
    setMinHeight(0);
    list.setId(id + "-lines");
    list.getStyleClass().add("lines-list");
    list.setFixedCellSize(20);
    list.setAccessibleText(kit.texts().get("runs." + id));
    list.setCellFactory(
        view ->
            new ListCell<>() {
              @Override
              protected void updateItem(String line, boolean empty) {
                super.updateItem(line, empty);
                setText(empty ? null : line);
              }
            });
    VBox.setVgrow(list, Priority.ALWAYS);
    search.setId(id + "-search");
    search.setPromptText(kit.texts().get("runs.search"));
    search.setAccessibleText(kit.texts().get("runs.search"));
    search.getStyleClass().add("search");
    count = kit.quiet("");
    count.setId(id + "-count");
    search
        .textProperty()
        .addListener(
            (p, before, words) -> {
              found.setPredicate(
                  words.isBlank() ? null : line -> RunsViewModel.matches(line, words));
              tell();
            });
    HBox head = new HBox(8, search, Kit.spacer(), count);
    head.setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(head, list);
  }

  void show(List<String> next) {
    if (next.equals(shown)) {
      return;
    }
    int gone = shown.isEmpty() ? -1 : gone(next);
    if (gone < 0) {
      lines.setAll(next);
    } else {
      if (gone > 0) {
        lines.remove(0, gone);
      }
      lines.addAll(next.subList(shown.size() - gone, next.size()));
    }
    shown = next;
    tell();
    if (newestLast && list.getSelectionModel().isEmpty() && !found.isEmpty()) {
      list.scrollTo(found.size() - 1);
    }
  }

  /**
   * How many of the lines that are shown have rolled out at the top, if the rest goes on; -1 when
   * it does not. A line that stays is the same object.
   */
  @SuppressWarnings("ReferenceEquality")
  private int gone(List<String> next) {
    for (int gone = 0; gone < shown.size(); gone++) {
      int rest = shown.size() - gone;
      if (!next.isEmpty() && shown.get(gone) == next.get(0)) {
        boolean goesOn = rest <= next.size() && next.get(rest - 1) == shown.get(shown.size() - 1);
        return goesOn ? gone : -1;
      }
    }
    return -1;
  }

  private void tell() {
    count.setText(
        search.getText().isBlank()
            ? RunWords.count(lines.size())
            : RunWords.count(found.size()) + " / " + RunWords.count(lines.size()));
  }
}
