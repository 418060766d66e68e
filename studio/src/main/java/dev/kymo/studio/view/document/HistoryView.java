package dev.kymo.studio.view.document;

import dev.kymo.studio.project.EditorModel;
import dev.kymo.studio.view.kit.Kit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;

/**
 * All steps of the edit, the first on top: a click, or Enter, goes to how it was after that step.
 */
public final class HistoryView extends VBox {

  private static final PseudoClass UNDONE = PseudoClass.getPseudoClass("undone");
  private static final PseudoClass HERE = PseudoClass.getPseudoClass("here");
  private static final double WIDTH = 240;
  private static final double ROW = 26;
  private static final int MOST_ROWS = 14;

  private final EditorModel editor;
  private final Kit kit;
  private final ListView<Step> list = new ListView<>();

  /** A row: what was done, and how many steps from here it is (0 is here, above 0 is undone). */
  private record Step(String label, int distance) {}

  /** Shows the editor's steps as they are, and goes on following them. */
  public HistoryView(EditorModel editor, Kit kit) {
    this.editor = editor;
    this.kit = kit;
    getStyleClass().add("history-list");
    setId("history-list");
    list.setId("history-steps");
    list.setAccessibleText(kit.texts().get("history.accessible"));
    list.setFixedCellSize(ROW);
    list.setPrefWidth(WIDTH);
    list.setPlaceholder(new Label());
    list.setCellFactory(view -> new StepCell());
    list.setOnMouseClicked(event -> go());
    list.setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.ENTER) {
            go();
            event.consume();
          }
        });
    getChildren().addAll(kit.heading("history.heading"), list);
    editor.stateProperty().addListener((p, before, after) -> update());
    editor.undoLabelProperty().addListener((p, before, after) -> update());
    update();
  }

  private void go() {
    Step step = list.getSelectionModel().getSelectedItem();
    if (step != null && step.distance() != 0) {
      editor.travel(step.distance());
      update();
    }
  }

  private void update() {
    EditorModel.History history = editor.history();
    List<Step> steps = new ArrayList<>();
    int distance = -history.done().size();
    steps.add(new Step(kit.texts().get("history.start"), distance));
    List<String> done = new ArrayList<>(history.done());
    Collections.reverse(done);
    for (String label : done) {
      steps.add(new Step(label, ++distance));
    }
    for (String label : history.undone()) {
      steps.add(new Step(label, ++distance));
    }
    list.getItems().setAll(steps);
    list.setPrefHeight(ROW * Math.min(MOST_ROWS, steps.size()) + 2);
    list.getSelectionModel().select(history.done().size());
    list.scrollTo(Math.max(0, history.done().size() - MOST_ROWS / 2));
  }

  private static final class StepCell extends ListCell<Step> {
    @Override
    protected void updateItem(Step step, boolean empty) {
      super.updateItem(step, empty);
      setText(empty ? "" : step.label());
      pseudoClassStateChanged(UNDONE, !empty && step.distance() > 0);
      pseudoClassStateChanged(HERE, !empty && step.distance() == 0);
    }
  }
}
