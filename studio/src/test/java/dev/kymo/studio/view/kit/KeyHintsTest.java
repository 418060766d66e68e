package dev.kymo.studio.view.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.studio.keys.Command;
import dev.kymo.studio.keys.KeyBindings;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.input.KeyCombination;
import org.junit.jupiter.api.Test;

/** Texts that name keys. */
class KeyHintsTest {
  private final KeyBindings bindings = KeyBindings.defaults();
  private final KeyHints hints = new KeyHints(bindings);

  @Test
  void keysStandWhereTheyAreNamed() {
    assertEquals("Compare  (B)", hints.now("Compare  ({COMPARE})"));
    assertEquals(
        "Next view  (V shows the next)", hints.now("Next view  ({NEXT_PICTURE} shows the next)"));
    assertEquals("Press F11.", hints.now("Press {FULL_SCREEN}."));
    assertEquals("$1 stays", hints.now("$1 stays"));
  }

  @Test
  void withoutKeysTheBracketsGo() {
    bindings.unbind(Command.COMPARE);
    assertEquals("Compare", hints.now("Compare  ({COMPARE})"));
  }

  @Test
  void aTextFollowsTheKeys() {
    ObservableValue<String> text = hints.of("Compare  ({COMPARE})");
    bindings.bind(Command.COMPARE, KeyCombination.valueOf("L"));
    assertEquals("Compare  (L)", text.getValue());
  }

  @Test
  void keysStandBehindATextThatChanges() {
    SimpleStringProperty undo = new SimpleStringProperty("Undo Gain");
    ObservableValue<String> text = hints.behind(undo, Command.COMPARE);
    assertEquals("Undo Gain  (B)", text.getValue());
    undo.set("Undo {COMPARE}");
    assertEquals("Undo {COMPARE}  (B)", text.getValue());
    bindings.unbind(Command.COMPARE);
    assertEquals("Undo {COMPARE}", text.getValue());
  }

  @Test
  void plainTextsNameNone() {
    assertFalse(KeyHints.isIn("Compare (before and after)"));
    assertTrue(KeyHints.isIn("Compare  ({COMPARE})"));
  }
}
