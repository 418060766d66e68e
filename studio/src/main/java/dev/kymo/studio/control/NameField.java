package dev.kymo.studio.control;

import java.util.function.Consumer;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;

/**
 * A name that looks like a label until it is double-clicked, or Enter or F2 is pressed on it. Enter
 * and leaving keep what was typed, Escape does not.
 */
final class NameField extends TextField {

  private final Consumer<String> renamed;
  private final StringProperty name = new SimpleStringProperty(this, "name", "");

  /**
   * A field for a name.
   *
   * @param renamed hears the new name
   */
  NameField(String id, Consumer<String> renamed) {
    this.renamed = renamed;
    setId(id);
    getStyleClass().addAll("name-field", "band-name");
    setEditable(false);
    name.addListener((p, before, after) -> setText(after));
    focusedProperty().addListener((p, before, after) -> focusChanged(after));
    addEventFilter(MouseEvent.MOUSE_PRESSED, this::pressed);
    addEventFilter(KeyEvent.KEY_PRESSED, this::key);
  }

  /** The name that is shown. */
  StringProperty nameProperty() {
    return name;
  }

  /** Lets the user type. */
  void edit() {
    setEditable(true);
    requestFocus();
    selectAll();
  }

  private void pressed(MouseEvent event) {
    if (!isEditable()) {
      if (event.getClickCount() == 2) {
        edit();
      }
      event.consume();
    }
  }

  private void key(KeyEvent event) {
    switch (event.getCode()) {
      case ENTER, F2 -> {
        if (isEditable()) {
          keep();
        } else {
          edit();
        }
      }
      case ESCAPE -> {
        setText(name.get());
        setEditable(false);
        deselect();
      }
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void focusChanged(boolean focused) {
    if (!focused && isEditable()) {
      keep();
    }
  }

  private void keep() {
    setEditable(false);
    deselect();
    if (!getText().equals(name.get())) {
      String typed = getText();
      setText(name.get());
      renamed.accept(typed);
    }
  }
}
