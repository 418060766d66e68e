package dev.kymo.studio.view.runs;

import dev.kymo.studio.runs.RunSummary;
import dev.kymo.studio.view.kit.Kit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The list of all runs. */
final class RunListView extends VBox {

  private final RunsViewModel model;
  private final ObservableList<RunSummary> items = FXCollections.observableArrayList();
  private final ListView<RunSummary> list = new ListView<>(items);
  private final List<RunCell> cells = new ArrayList<>();
  private final Label count;
  private final Kit kit;
  private boolean updating;

  RunListView(RunsViewModel model, RunWords words, Kit kit) {
    this.model = model;
    this.kit = kit;
    getStyleClass().addAll("panel", "run-list");
    count = kit.quiet("");
    HBox heading = new HBox(kit.heading("runs.heading"), Kit.spacer(), count);
    heading.getStyleClass().add("heading-row");
    heading.setAlignment(Pos.CENTER_LEFT);
    list.setId("run-list");
    list.setAccessibleText(kit.texts().get("runs.heading"));
    list.getStyleClass().add("run-list-view");
    list.setCellFactory(
        view -> {
          RunCell cell = new RunCell(model, words, kit);
          cells.add(cell);
          return cell;
        });
    VBox.setVgrow(list, Priority.ALWAYS);
    list.getSelectionModel()
        .selectedItemProperty()
        .addListener(
            (p, before, after) -> {
              if (!updating && after != null) {
                model.selectedProperty().set(Optional.of(after.root()));
              }
            });
    Button add = kit.textButton("runs-add", "runs.add", model::addFolder);
    Button folder = kit.textButton("runs-folder", "runs.folder", model::chooseFolder);
    add.getStyleClass().add("small-pill");
    folder.getStyleClass().add("small-pill");
    Label place = kit.quiet("");
    place.setId("runs-place");
    place.setTextOverrun(javafx.scene.control.OverrunStyle.LEADING_ELLIPSIS);
    place.textProperty().bind(model.placesProperty().map(p -> p.folder().toString()));
    HBox buttons = new HBox(8, folder, add);
    getChildren().addAll(heading, list, place, buttons);
    model.runsProperty().addListener((p, before, after) -> show(after));
    model.selectedProperty().addListener((p, before, after) -> select());
    model.overlaidProperty().addListener((p, before, after) -> refresh());
    show(model.runsProperty().get());
  }

  /** Times of silence grow without a word from any file. */
  void refresh() {
    cells.forEach(RunCell::refresh);
  }

  private void show(List<RunSummary> runs) {
    updating = true;
    boolean same =
        runs.size() == items.size()
            && runs.stream()
                .map(RunSummary::root)
                .toList()
                .equals(items.stream().map(RunSummary::root).toList());
    if (same) {
      for (int i = 0; i < runs.size(); i++) {
        if (!runs.get(i).equals(items.get(i))) {
          items.set(i, runs.get(i));
        }
      }
    } else {
      items.setAll(runs);
    }
    updating = false;
    count.setText(kit.texts().get("runs.count", String.valueOf(runs.size())));
    select();
  }

  private void select() {
    updating = true;
    int index = -1;
    for (int i = 0; i < items.size(); i++) {
      if (Optional.of(items.get(i).root()).equals(model.selectedProperty().get())) {
        index = i;
      }
    }
    if (index < 0) {
      list.getSelectionModel().clearSelection();
    } else if (list.getSelectionModel().getSelectedIndex() != index) {
      list.getSelectionModel().clearAndSelect(index);
    }
    updating = false;
  }
}
