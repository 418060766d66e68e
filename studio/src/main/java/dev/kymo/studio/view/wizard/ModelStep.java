package dev.kymo.studio.view.wizard;

import dev.kymo.studio.view.kit.Kit;
import dev.kymo.trainer.run.Preset;
import java.util.List;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Chooses a preset, and any of its networks' sizes. */
final class ModelStep extends VBox {

  private static final List<OptionField> FIELDS =
      List.of(
          OptionField.SIZE,
          OptionField.CLIP_FRAMES,
          OptionField.FREQUENCIES,
          OptionField.CHANNELS,
          OptionField.CONTENT_DIM,
          OptionField.MOTION_DIM,
          OptionField.CONTENT_LAYERS,
          OptionField.MOTION_LAYERS,
          OptionField.IMAGE_DISCRIMINATOR,
          OptionField.IMAGE_CHANNELS,
          OptionField.VIDEO_DISCRIMINATOR,
          OptionField.VIDEO_CHANNELS,
          OptionField.VIDEO_RESIZE,
          OptionField.LEARNING_RATE,
          OptionField.BETA1,
          OptionField.BETA2,
          OptionField.R1,
          OptionField.R1_EVERY,
          OptionField.EMA_KIMG,
          OptionField.AUGMENT,
          OptionField.SHARED_TIMES);

  private static final double INSETS = 32;

  ModelStep(WizardViewModel model, Kit kit) {
    setSpacing(16);
    HBox cards = new HBox(12);
    cards.setFillHeight(false);
    cards.setMinHeight(USE_PREF_SIZE);
    ToggleGroup group = new ToggleGroup();
    for (Preset preset : Preset.values()) {
      cards.getChildren().add(card(preset, group, model, kit));
    }
    getChildren().addAll(cards, new AdvancedView("model-advanced", FIELDS, model, kit));
  }

  private static ToggleButton card(
      Preset preset, ToggleGroup group, WizardViewModel model, Kit kit) {
    String key = "wizard.preset." + preset.label();
    Label title = kit.styled(new Label(kit.texts().get(key)), "run-name");
    Label needs = kit.quiet(kit.texts().get(key + ".needs"));
    needs.setWrapText(true);
    needs.setMinHeight(USE_PREF_SIZE);
    VBox content = new VBox(6, title, needs);
    ToggleButton card = new ToggleButton();
    card.setId("preset-" + preset.label());
    card.setAccessibleText(kit.texts().get(key));
    card.setGraphic(content);
    card.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    card.getStyleClass().add("preset-card");
    card.setToggleGroup(group);
    card.setMaxWidth(Double.MAX_VALUE);
    card.setPrefWidth(240);
    card.setPrefHeight(108);
    content.maxWidthProperty().bind(card.widthProperty().subtract(INSETS));
    content.prefWidthProperty().bind(card.widthProperty().subtract(INSETS));
    HBox.setHgrow(card, Priority.ALWAYS);
    model
        .draftProperty()
        .addListener((p, before, after) -> card.setSelected(after.preset() == preset));
    card.setSelected(model.draftProperty().get().preset() == preset);
    card.setOnAction(
        event -> {
          card.setSelected(true);
          if (model.draftProperty().get().preset() != preset) {
            model.choose(preset);
          }
        });
    return card;
  }
}
