package dev.kymo.studio.view.wizard;

import dev.kymo.studio.view.kit.Kit;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** One option: its name, its value, and a sentence about it, or about what is wrong with it. */
final class FieldView extends HBox {

  private static final int LONG_CHOICE = 12;
  private static final double NARROW = 112;
  private static final double WIDE = 216;
  private static final double FILE = 182;

  private final WizardViewModel model;
  private final OptionField field;
  private final HBox value = new HBox(6);
  private final Label sentence;
  private final Kit kit;
  private boolean updating;

  FieldView(OptionField field, WizardViewModel model, Kit kit) {
    this.model = model;
    this.field = field;
    this.kit = kit;
    getStyleClass().add("option-row");
    setAlignment(Pos.CENTER_LEFT);
    Label name = kit.styled(new Label(kit.texts().get(field.key())), "option-name");
    name.setMinWidth(148);
    name.setPrefWidth(148);
    sentence = kit.quiet("");
    sentence.setWrapText(true);
    sentence.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(sentence, Priority.ALWAYS);
    Control editor = field.choices().isEmpty() ? text() : choice();
    editor.setId("option-" + field.flag().substring(2));
    editor.setAccessibleText(kit.texts().get(field.key()));
    name.setLabelFor(editor);
    boolean file = field.kind() == OptionField.Kind.OPTIONAL_FILE;
    boolean wide =
        file
            || field.kind() == OptionField.Kind.NUMBERS
            || field.choices().stream().anyMatch(choice -> choice.length() > LONG_CHOICE);
    double width = file ? FILE : wide ? WIDE : NARROW;
    editor.setMinWidth(width);
    editor.setMaxWidth(width);
    value.getChildren().add(editor);
    value.setAlignment(Pos.CENTER_LEFT);
    value.setMinWidth(WIDE);
    value.setMaxWidth(WIDE);
    if (file) {
      value.getChildren().add(choose());
    }
    getChildren().addAll(name, value, sentence);
    model.faultsProperty().addListener((p, before, after) -> tell());
    tell();
  }

  /** Without rows above or below that its sentence would have to stand in line with. */
  FieldView alone() {
    value.setMinWidth(USE_PREF_SIZE);
    value.setMaxWidth(USE_PREF_SIZE);
    return this;
  }

  private void tell() {
    String fault = model.faultsProperty().get().get(field);
    sentence.setText(fault == null ? kit.texts().get(field.key() + ".about") : fault);
    sentence.getStyleClass().remove("bad");
    if (fault != null) {
      sentence.getStyleClass().add("bad");
    }
  }

  private Button choose() {
    Button button =
        kit.iconButton(
            "choose-" + field.flag().substring(2),
            "mdi2f-folder-open-outline",
            "wizard.choose.file",
            () -> model.chooseFile(field));
    button.getStyleClass().add("tiny");
    return button;
  }

  private TextField text() {
    TextField text = new TextField();
    text.getStyleClass().addAll("search", "mono");
    Runnable show =
        () -> {
          if (!text.isFocused() || !model.faultsProperty().get().containsKey(field)) {
            text.setText(model.value(field));
          }
        };
    model.draftProperty().addListener((p, before, after) -> show.run());
    text.setOnAction(event -> commit(text.getText()));
    text.focusedProperty()
        .addListener(
            (p, before, focused) -> {
              if (!focused) {
                commit(text.getText());
              }
            });
    show.run();
    return text;
  }

  private void commit(String value) {
    boolean faulty = model.faultsProperty().get().containsKey(field);
    if (faulty || !value.strip().equals(model.value(field))) {
      model.set(field, value);
    }
  }

  private ComboBox<String> choice() {
    ComboBox<String> box = new ComboBox<>();
    box.getItems().setAll(field.choices());
    Runnable show =
        () -> {
          updating = true;
          box.setValue(model.value(field));
          updating = false;
        };
    model.draftProperty().addListener((p, before, after) -> show.run());
    box.valueProperty()
        .addListener(
            (p, before, value) -> {
              if (!updating && value != null) {
                model.set(field, value);
              }
            });
    show.run();
    return box;
  }
}
