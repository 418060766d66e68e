package dev.kymo.studio.view.kit;

import dev.kymo.studio.control.NumberField;
import dev.kymo.studio.control.NumberSpec;
import dev.kymo.studio.control.Parts;
import dev.kymo.studio.control.ValueEdits;
import dev.kymo.studio.keys.Command;
import dev.kymo.studio.keys.KeyBindings;
import java.util.function.Function;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.StringConverter;

/** Makes controls that look and read alike: every one has an id, an accessible text, a tooltip. */
public final class Kit {

  private final Texts texts;
  private final KeyHints hints;

  /** Controls with these texts, whose tooltips name these keys. */
  public Kit(Texts texts, KeyBindings bindings) {
    this.texts = texts;
    hints = new KeyHints(bindings);
  }

  /** The texts. */
  public Texts texts() {
    return texts;
  }

  /**
   * A button that shows an icon; its accessible text is {@code key}, its tooltip {@code key.tip} or
   * the same.
   */
  public Button iconButton(String id, String icon, String key, Runnable action) {
    Button button = Parts.iconButton(id, icon, texts.get(key), tip(key));
    followKeys(button);
    button.setOnAction(event -> action.run());
    return button;
  }

  /** A toggle that shows an icon. */
  public ToggleButton iconToggle(String id, String icon, String key) {
    ToggleButton toggle = Parts.iconToggle(id, icon, texts.get(key), tip(key));
    followKeys(toggle);
    return toggle;
  }

  /** A toggle that shows a letter, as on a mixing desk. */
  public ToggleButton letterToggle(String id, String letter, String accessible) {
    return Parts.letterToggle(id, letter, accessible);
  }

  /** A button with a text. */
  public Button textButton(String id, String key, Runnable action) {
    Button button = new Button(texts.get(key));
    button.setId(id);
    button.getStyleClass().add("text-button");
    describe(button, texts.get(key), tip(key));
    button.setOnAction(event -> action.run());
    return button;
  }

  /** A number that is dragged and typed. */
  public NumberField number(String id, NumberSpec spec, String accessible, ValueEdits edits) {
    NumberField field = new NumberField(spec, edits);
    field.setId(id);
    describe(field, accessible, accessible);
    return field;
  }

  /** A number that is dragged and typed, also in other ways than as a number. */
  public NumberField number(
      String id, NumberSpec spec, String accessible, ValueEdits edits, NumberField.Entry entry) {
    NumberField field = new NumberField(spec, edits, entry);
    field.setId(id);
    describe(field, accessible, accessible);
    return field;
  }

  /** A heading over a section. */
  public Label heading(String key) {
    return styled(new Label(texts.get(key)), "heading");
  }

  /** A quiet label. */
  public Label quiet(String text) {
    return styled(new Label(text), "quiet");
  }

  /** A label with a style class. */
  public Label styled(Label label, String style) {
    label.getStyleClass().add(style);
    return label;
  }

  /** Gives a node what a screen reader says and what a tooltip shows. */
  public void describe(Node node, String accessible, String tooltip) {
    Parts.describe(node, accessible, tooltip);
    if (node instanceof Control control) {
      followKeys(control);
    }
  }

  /** A text that changes, and behind it the keys of a command as they are now. */
  public ObservableValue<String> withKeys(ObservableValue<String> text, Command command) {
    return hints.behind(text, command);
  }

  /** A box of choices, which are set by the caller; nothing is typed in it. */
  public <E> ComboBox<E> choice(String id, String text, Function<E, String> title) {
    ComboBox<E> box = new ComboBox<>();
    box.setId(id);
    box.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(E value) {
            return value == null ? "" : title.apply(value);
          }

          @Override
          public E fromString(String typed) {
            throw new UnsupportedOperationException("the box is not editable");
          }
        });
    describe(box, text, text);
    return box;
  }

  private void followKeys(Control control) {
    Tooltip tip = control.getTooltip();
    if (tip != null && KeyHints.isIn(tip.getText())) {
      tip.textProperty().bind(hints.of(tip.getText()));
    }
  }

  /** Takes what room there is. */
  public static Region spacer() {
    Region spacer = new Region();
    HBox.setHgrow(spacer, Priority.ALWAYS);
    return spacer;
  }

  private String tip(String key) {
    return texts.has(key + ".tip") ? texts.get(key + ".tip") : texts.get(key);
  }
}
