package dev.kymo.studio.view.kit;

import dev.kymo.studio.keys.Command;
import dev.kymo.studio.keys.KeyBindings;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;

/**
 * Texts that name keys: {@code {COMMAND}} in a text stands for the keys of that command as they are
 * now. Where it has none, the brackets around it go, too.
 */
final class KeyHints {
  private static final Pattern HINT =
      Pattern.compile("\\s*\\(([^(){}]*)\\{([A-Z_]+)}([^(){}]*)\\)|\\{([A-Z_]+)}");

  private final KeyBindings bindings;

  KeyHints(KeyBindings bindings) {
    this.bindings = bindings;
  }

  /** Whether a text names keys. */
  static boolean isIn(String text) {
    return HINT.matcher(text).find();
  }

  /** A text whose keys follow what the user chooses. */
  ObservableValue<String> of(String text) {
    List<Observable> named = new ArrayList<>();
    Matcher matcher = HINT.matcher(text);
    while (matcher.find()) {
      named.add(bindings.keysProperty(command(matcher)));
    }
    return Bindings.createStringBinding(() -> now(text), named.toArray(Observable[]::new));
  }

  /** A text with the keys as they are now. */
  String now(String text) {
    return HINT.matcher(text)
        .replaceAll(hint -> Matcher.quoteReplacement(written(hint, bindings.text(command(hint)))));
  }

  /** A text that changes, and behind it the keys of a command. */
  ObservableValue<String> behind(ObservableValue<String> text, Command command) {
    return Bindings.createStringBinding(
        () -> text.getValue() + bracketed("", bindings.text(command), ""),
        text,
        bindings.keysProperty(command));
  }

  private static String written(MatchResult hint, String keys) {
    return hint.group(2) == null ? keys : bracketed(hint.group(1), keys, hint.group(3));
  }

  private static String bracketed(String before, String keys, String after) {
    return keys.isEmpty() ? "" : "  (" + before + keys + after + ")";
  }

  private static Command command(MatchResult hint) {
    return Command.valueOf(hint.group(2) == null ? hint.group(4) : hint.group(2));
  }
}
