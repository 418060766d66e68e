package dev.kymo.studio.view.runs;

import dev.kymo.studio.runs.RunSummary;
import dev.kymo.studio.view.kit.Kit;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** A run in the list: its name and state, where it computes, how far it is. */
final class RunCell extends ListCell<RunSummary> {

  private static final List<String> STATES =
      List.of("new", "preparing", "running", "stopping", "ended", "failed", "stopped", "lost");

  private final RunsViewModel model;
  private final RunWords words;
  private final Kit kit;
  private final Label name = new Label();
  private final Label chip = new Label();
  private final Label where = new Label();
  private final Label step = new Label();
  private final Label progress = new Label();
  private final Label pace = new Label();
  private final ProgressBar bar = new ProgressBar(0);
  private final ToggleButton overlay;
  private final Button resume;
  private final VBox card;

  RunCell(RunsViewModel model, RunWords words, Kit kit) {
    this.model = model;
    this.words = words;
    this.kit = kit;
    getStyleClass().add("run-cell");
    name.getStyleClass().add("run-name");
    chip.getStyleClass().add("run-chip");
    chip.setMinWidth(USE_PREF_SIZE);
    where.getStyleClass().add("quiet");
    step.getStyleClass().addAll("quiet", "run-step");
    step.setMinWidth(USE_PREF_SIZE);
    progress.getStyleClass().add("quiet");
    pace.getStyleClass().add("quiet");
    pace.setMinWidth(USE_PREF_SIZE);
    bar.getStyleClass().add("run-progress");
    bar.setMaxWidth(Double.MAX_VALUE);
    overlay = new ToggleButton();
    overlay.setGraphic(new FontIcon("mdi2c-chart-line-variant"));
    overlay.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    overlay.getStyleClass().addAll("icon-button", "tiny");
    overlay.setFocusTraversable(false);
    overlay.setOnAction(event -> model.toggleOverlay(getItem().root()));
    resume = kit.textButton("", "runs.resume", () -> model.resume(getItem()));
    resume.getStyleClass().add("link-button");
    resume.setMinWidth(USE_PREF_SIZE);
    HBox top = row(name, overlay, Kit.spacer(), chip);
    HBox middle = row(where, Kit.spacer(), step);
    HBox bottom = row(progress, Kit.spacer(), pace, resume);
    card = new VBox(top, middle, bar, bottom);
    card.getStyleClass().add("run-card");
    setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    setPrefWidth(0);
  }

  private static HBox row(javafx.scene.Node... nodes) {
    HBox row = new HBox(nodes);
    row.setAlignment(Pos.CENTER_LEFT);
    row.setSpacing(8);
    return row;
  }

  /** Says again what there is to say: words about time change by themselves. */
  void refresh() {
    updateItem(getItem(), isEmpty());
  }

  @Override
  protected void updateItem(RunSummary run, boolean empty) {
    super.updateItem(run, empty);
    if (empty || run == null) {
      setGraphic(null);
      setAccessibleText(null);
      return;
    }
    String state = words.state(run);
    set(name, run.name());
    set(chip, state);
    String style = RunWords.stateStyle(run);
    if (!chip.getStyleClass().contains(style)) {
      chip.getStyleClass().removeAll(STATES);
      bar.getStyleClass().removeAll(STATES);
      chip.getStyleClass().add(style);
      bar.getStyleClass().add(style);
    }
    set(where, words.where(run));
    mark(where, style.equals("failed"));
    set(step, kit.texts().get("runs.step", RunWords.count(run.step())));
    set(progress, words.progress(run));
    set(pace, words.pace(run));
    bar.setProgress(run.progress());
    overlay.setSelected(model.overlaidProperty().get().contains(run.root()));
    overlay.setAccessibleText(kit.texts().get("runs.overlay", run.name()));
    boolean again = run.resumable() && run.status().isPresent();
    resume.setVisible(again);
    resume.setManaged(again);
    pace.setManaged(!again);
    setAccessibleText(run.name() + ", " + state + ", " + words.progress(run));
    if (getGraphic() != card) {
      setGraphic(card);
    }
  }

  /** A style class that is taken away and given back costs a look through the stylesheet. */
  static void mark(Label label, boolean bad) {
    if (bad != label.getStyleClass().contains("bad")) {
      if (bad) {
        label.getStyleClass().add("bad");
      } else {
        label.getStyleClass().remove("bad");
      }
    }
  }

  private static void set(Label label, String text) {
    if (!text.equals(label.getText())) {
      label.setText(text);
    }
  }
}
