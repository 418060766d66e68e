package dev.kymo.studio.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.studio.view.kit.Texts;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import javafx.scene.input.KeyCombination;
import org.junit.jupiter.api.Test;

/** Keys and what they do. */
class KeyBindingsTest {
  private final Map<String, String> saved = new HashMap<>();

  private KeyBindings bindings(Map<String, String> changes) {
    return new KeyBindings(
        changes,
        now -> {
          saved.clear();
          saved.putAll(now);
        });
  }

  @Test
  void defaultsAreAllDifferent() {
    KeyBindings bindings = KeyBindings.defaults();
    for (Command command : Command.values()) {
      KeyCombination keys = bindings.keysProperty(command).get().orElseThrow();
      assertEquals(Optional.of(command), bindings.owner(keys));
    }
  }

  @Test
  void everyCommandHasATextOfItsOwn() {
    Texts texts = new Texts();
    List<String> said = new ArrayList<>();
    for (Command command : Command.values()) {
      said.add(texts.get(command.textKey()));
    }
    assertEquals(said.size(), said.stream().distinct().count());
  }

  @Test
  void keysAreTakenFromTheCommandThatHadThem() {
    KeyBindings bindings = bindings(Map.of());
    bindings.bind(Command.COMPARE, KeyCombination.valueOf("L"));
    assertEquals(Optional.empty(), bindings.keysProperty(Command.FORWARD).get());
    assertEquals("L", bindings.text(Command.COMPARE));
    assertEquals(Map.of("COMPARE", "L", "FORWARD", ""), saved);
  }

  @Test
  void changesComeBack() {
    bindings(Map.of()).bind(Command.PLAY, KeyCombination.valueOf("Shortcut+Shift+P"));
    KeyBindings again = bindings(Map.copyOf(saved));
    assertEquals(
        Optional.of(KeyCombination.valueOf("Shortcut+Shift+P")),
        again.keysProperty(Command.PLAY).get());
    again.reset();
    assertEquals("Space", Command.PLAY.defaultKeys());
    assertEquals(Map.of(), saved);
  }

  @Test
  void whatMakesNoSenseIsAsByDefault() {
    KeyBindings bindings = bindings(Map.of("PLAY", "Frobnicate+++", "GONE", "X", "HALT", ""));
    assertEquals("Space", bindings.keysProperty(Command.PLAY).get().orElseThrow().getName());
    assertEquals(Optional.empty(), bindings.keysProperty(Command.HALT).get());
  }

  @Test
  void noTwoCommandsEverShareKeys() {
    Random random = new Random(7);
    KeyBindings bindings = bindings(Map.of());
    Command[] commands = Command.values();
    for (int i = 0; i < 500; i++) {
      Command command = commands[random.nextInt(commands.length)];
      String key = String.valueOf((char) ('A' + random.nextInt(6)));
      if (random.nextInt(5) == 0) {
        bindings.unbind(command);
      } else {
        bindings.bind(command, KeyCombination.valueOf(key));
      }
      List<KeyCombination> bound =
          EnumSet.allOf(Command.class).stream()
              .flatMap(c -> bindings.keysProperty(c).get().stream())
              .toList();
      assertEquals(bound.size(), bound.stream().distinct().count());
    }
    KeyBindings again = bindings(Map.copyOf(saved));
    for (Command command : commands) {
      assertEquals(bindings.keysProperty(command).get(), again.keysProperty(command).get());
    }
    assertTrue(saved.size() > 5);
  }
}
