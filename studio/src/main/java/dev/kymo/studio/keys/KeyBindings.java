package dev.kymo.studio.keys;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/**
 * Which keys do what. No two commands have the same keys: giving keys to a command takes them from
 * the one that had them. JavaFX thread only.
 */
public final class KeyBindings {
  /** In what is saved: the user took the keys away. */
  private static final String NONE = "";

  private final Map<Command, ReadOnlyObjectWrapper<Optional<KeyCombination>>> keys =
      new EnumMap<>(Command.class);
  private final Consumer<Map<String, String>> save;

  /**
   * The defaults with a user's changes.
   *
   * @param changes names of commands and their keys, empty for none; what makes no sense is as by
   *     default, because it comes from a file that another version may have written
   * @param save is given the changes after each
   */
  public KeyBindings(Map<String, String> changes, Consumer<Map<String, String>> save) {
    this.save = save;
    for (Command command : Command.values()) {
      keys.put(command, new ReadOnlyObjectWrapper<>(byDefault(command)));
    }
    for (Command command : Command.values()) {
      String changed = changes.get(command.name());
      if (changed != null) {
        parse(changed)
            .ifPresentOrElse(
                combination -> give(command, combination),
                () -> {
                  if (changed.equals(NONE)) {
                    set(command, Optional.empty());
                  }
                });
      }
    }
  }

  /** The defaults; changes are not kept. */
  public static KeyBindings defaults() {
    return new KeyBindings(Map.of(), changes -> {});
  }

  /** The keys of a command; empty when it has none. */
  public ReadOnlyObjectProperty<Optional<KeyCombination>> keysProperty(Command command) {
    return property(command).getReadOnlyProperty();
  }

  /** The keys of a command as they are written on screen; empty when it has none. */
  public String text(Command command) {
    return property(command).get().map(KeyCombination::getDisplayText).orElse("");
  }

  /** What a key that was pressed means, if anything. */
  public Optional<Command> command(KeyEvent event) {
    for (Map.Entry<Command, ReadOnlyObjectWrapper<Optional<KeyCombination>>> entry :
        keys.entrySet()) {
      if (entry.getValue().get().filter(combination -> combination.match(event)).isPresent()) {
        return Optional.of(entry.getKey());
      }
    }
    return Optional.empty();
  }

  /** Which command has these keys, if any. */
  public Optional<Command> owner(KeyCombination combination) {
    return keys.entrySet().stream()
        .filter(entry -> entry.getValue().get().filter(combination::equals).isPresent())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** Gives keys to a command, and takes them from the command that had them. */
  public void bind(Command command, KeyCombination combination) {
    give(command, combination);
    changed();
  }

  /** Takes its keys from a command. */
  public void unbind(Command command) {
    set(command, Optional.empty());
    changed();
  }

  /** Gives every command the keys that it had at first. */
  public void reset() {
    for (Command command : Command.values()) {
      set(command, byDefault(command));
    }
    changed();
  }

  private void give(Command command, KeyCombination combination) {
    owner(combination)
        .filter(owner -> owner != command)
        .ifPresent(owner -> set(owner, Optional.empty()));
    set(command, Optional.of(combination));
  }

  private void set(Command command, Optional<KeyCombination> combination) {
    property(command).set(combination);
  }

  private ReadOnlyObjectWrapper<Optional<KeyCombination>> property(Command command) {
    ReadOnlyObjectWrapper<Optional<KeyCombination>> property = keys.get(command);
    if (property == null) {
      throw new IllegalStateException("every command has keys, or none: " + command);
    }
    return property;
  }

  private void changed() {
    Map<String, String> changes = new LinkedHashMap<>();
    for (Command command : Command.values()) {
      Optional<KeyCombination> now = property(command).get();
      if (!now.equals(byDefault(command))) {
        changes.put(command.name(), now.map(KeyCombination::getName).orElse(NONE));
      }
    }
    save.accept(changes);
  }

  private static Optional<KeyCombination> byDefault(Command command) {
    return parse(command.defaultKeys());
  }

  private static Optional<KeyCombination> parse(String keys) {
    try {
      return keys.equals(NONE) ? Optional.empty() : Optional.of(KeyCombination.valueOf(keys));
    } catch (IllegalArgumentException e) {
      // Nothing that this version understands: as if it were not there.
      return Optional.empty();
    }
  }
}
