package dev.kymo.studio.view.motion;

import dev.kymo.studio.project.MotionPreset;
import dev.kymo.studio.view.kit.Kit;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** Chips that set the bands; the last one saves what they are set to. */
public final class PresetsView extends VBox {

  private final PresetsViewModel model;
  private final Kit kit;
  private final FlowPane chips = new FlowPane();

  /** Shows the presets. */
  public PresetsView(PresetsViewModel model, Kit kit) {
    this.model = model;
    this.kit = kit;
    getStyleClass().addAll("panel-section", "presets");
    HBox heading = new HBox(kit.heading("preset.heading"));
    heading.getStyleClass().add("heading-row");
    chips.getStyleClass().add("chips");
    getChildren().addAll(heading, chips);
    model.ownProperty().addListener((p, before, after) -> show());
    show();
  }

  private void show() {
    chips.getChildren().clear();
    int index = 0;
    for (MotionPreset preset : model.builtIn()) {
      chips.getChildren().add(chip("preset-" + index++, preset));
    }
    for (MotionPreset preset : model.ownProperty().get()) {
      chips.getChildren().add(own("preset-" + index++, preset));
    }
    Button save = kit.textButton("preset-save", "preset.save", this::askForName);
    save.getStyleClass().add("preset-chip");
    chips.getChildren().add(save);
  }

  private Button chip(String id, MotionPreset preset) {
    Button chip = new Button(preset.name());
    chip.setId(id);
    chip.setMnemonicParsing(false);
    chip.getStyleClass().addAll("text-button", "preset-chip");
    String text = kit.texts().get("preset.apply", preset.name());
    kit.describe(chip, text, text);
    chip.setOnAction(event -> model.apply(preset));
    return chip;
  }

  private Button own(String id, MotionPreset preset) {
    Button chip = chip(id, preset);
    kit.describe(
        chip,
        kit.texts().get("preset.apply", preset.name()),
        kit.texts().get("preset.own.tip", preset.name()));
    MenuItem delete = new MenuItem(kit.texts().get("preset.delete"));
    delete.setOnAction(event -> model.delete(preset));
    chip.setContextMenu(new ContextMenu(delete));
    chip.setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.DELETE) {
            model.delete(preset);
            event.consume();
          }
        });
    return chip;
  }

  private void askForName() {
    TextField name = new TextField();
    name.setId("preset-name");
    name.getStyleClass().add("preset-name");
    name.setPromptText(kit.texts().get("preset.name"));
    name.setAccessibleText(kit.texts().get("preset.name"));
    name.setOnAction(event -> finish(name, true));
    name.setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            finish(name, false);
            event.consume();
          }
        });
    name.focusedProperty()
        .addListener(
            (p, before, focused) -> {
              if (!focused && chips.getChildren().contains(name)) {
                finish(name, false);
              }
            });
    chips.getChildren().set(chips.getChildren().size() - 1, name);
    name.requestFocus();
  }

  private void finish(TextField name, boolean keep) {
    String typed = name.getText();
    chips.getChildren().remove(name);
    if (keep) {
      model.save(typed);
    }
    show();
    chips.lookup("#preset-save").requestFocus();
  }
}
