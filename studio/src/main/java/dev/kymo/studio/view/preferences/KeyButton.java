package dev.kymo.studio.view.preferences;

import dev.kymo.studio.view.kit.Kit;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/**
 * The keys of a command. Pressed, it waits for others: Escape leaves it as it was, Backspace and
 * Delete take the keys away.
 */
final class KeyButton extends Button {
  private static final PseudoClass LISTENING = PseudoClass.getPseudoClass("listening");

  private final Kit kit;
  private final ObservableValue<Optional<KeyCombination>> keys;
  private final Consumer<Optional<KeyCombination>> chosen;
  private boolean listening;

  /**
   * A button for the keys of a command.
   *
   * @param chosen is given the keys that are pressed; empty when they are taken away
   */
  KeyButton(
      Kit kit,
      ObservableValue<Optional<KeyCombination>> keys,
      Consumer<Optional<KeyCombination>> chosen) {
    this.kit = kit;
    this.keys = keys;
    this.chosen = chosen;
    getStyleClass().addAll("text-button", "key-button");
    setMnemonicParsing(false);
    keys.addListener((p, before, after) -> show());
    setOnAction(event -> listen(true));
    addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    // Space and Enter would press the button again when they go up.
    addEventFilter(
        KeyEvent.KEY_RELEASED,
        event -> {
          if (listening) {
            event.consume();
          }
        });
    focusedProperty().addListener((p, before, focused) -> listen(listening && focused));
    show();
  }

  private void listen(boolean on) {
    listening = on;
    pseudoClassStateChanged(LISTENING, on);
    show();
  }

  private void show() {
    String text =
        listening
            ? kit.texts().get("preferences.keys.press")
            : keys.getValue()
                .map(KeyCombination::getDisplayText)
                .orElse(kit.texts().get("preferences.keys.none"));
    setText(text);
  }

  private void pressed(KeyEvent event) {
    if (!listening) {
      return;
    }
    event.consume();
    KeyCode code = event.getCode();
    if (code.isModifierKey() || code == KeyCode.UNDEFINED) {
      return;
    }
    listen(false);
    switch (code) {
      case ESCAPE -> {}
      case BACK_SPACE, DELETE -> chosen.accept(Optional.empty());
      default -> chosen.accept(Optional.of(combination(event)));
    }
  }

  private static KeyCombination combination(KeyEvent event) {
    return new KeyCodeCombination(
        event.getCode(),
        down(event.isShiftDown()),
        KeyCombination.ModifierValue.UP,
        down(event.isAltDown()),
        KeyCombination.ModifierValue.UP,
        down(event.isShortcutDown()));
  }

  private static KeyCombination.ModifierValue down(boolean is) {
    return is ? KeyCombination.ModifierValue.DOWN : KeyCombination.ModifierValue.UP;
  }
}
