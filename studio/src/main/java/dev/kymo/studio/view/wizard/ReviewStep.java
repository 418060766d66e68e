package dev.kymo.studio.view.wizard;

import dev.kymo.studio.view.kit.Kit;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Everything once more, and the command that would do the same. */
final class ReviewStep extends VBox {

  private final WizardViewModel model;
  private final TextField name = new TextField();
  private final TextArea command = new TextArea();
  private final ListView<String> options = new ListView<>();
  private final Label fault = new Label();

  ReviewStep(WizardViewModel model, Kit kit) {
    this.model = model;
    setSpacing(10);
    Label label = kit.styled(new Label(kit.texts().get("wizard.name")), "field-label");
    name.setId("run-name");
    name.setAccessibleText(kit.texts().get("wizard.name"));
    name.getStyleClass().add("search");
    name.textProperty()
        .addListener(
            (p, before, after) -> {
              model.setName(after);
              show();
            });
    Label folder = kit.quiet("");
    folder.textProperty().bind(model.draftProperty().map(d -> model.folder().toString()));
    HBox row = new HBox(8, label, name, folder);
    row.setAlignment(Pos.CENTER_LEFT);
    command.setId("train-command");
    command.setEditable(false);
    command.setWrapText(true);
    command.setPrefRowCount(3);
    command.setMinHeight(72);
    command.getStyleClass().addAll("mono", "command");
    command.setAccessibleText(kit.texts().get("wizard.command"));
    Button copy =
        kit.textButton(
            "copy-command",
            "wizard.copy",
            () ->
                Clipboard.getSystemClipboard()
                    .setContent(Map.of(DataFormat.PLAIN_TEXT, model.command())));
    copy.getStyleClass().add("small-pill");
    HBox head = new HBox(8, kit.heading("wizard.command"), Kit.spacer(), copy);
    head.setAlignment(Pos.CENTER_LEFT);
    options.setId("review-options");
    options.getStyleClass().add("lines-list");
    options.setFixedCellSize(20);
    options.setMinHeight(80);
    VBox.setVgrow(options, Priority.ALWAYS);
    fault.setId("launch-fault");
    fault.setWrapText(true);
    fault.getStyleClass().add("bad");
    getChildren().addAll(row, head, command, options, fault);
    model.draftProperty().addListener((p, before, after) -> show());
    model.launchFaultProperty().addListener((p, before, after) -> show());
    model.faultsProperty().addListener((p, before, after) -> show());
    model.dataFaultProperty().addListener((p, before, after) -> show());
    show();
  }

  private void show() {
    Draft draft = model.draftProperty().get();
    if (!name.getText().strip().equals(draft.name())) {
      name.setText(draft.name());
    }
    command.setText(model.command());
    options
        .getItems()
        .setAll(
            java.util.Arrays.stream(OptionField.values())
                .map(f -> "%-24s %s".formatted(f.flag().substring(2), model.value(f)))
                .toList());
    Optional<String> wrong = model.launchFaultProperty().get().or(model::obstacle);
    fault.setText(wrong.orElse(""));
  }
}
