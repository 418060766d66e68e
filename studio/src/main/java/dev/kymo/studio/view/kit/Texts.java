package dev.kymo.studio.view.kit;

import dev.kymo.studio.control.Words;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/** The studio's texts, from one resource bundle. */
public final class Texts implements Words {

  private final ResourceBundle bundle;

  /** The texts of the default language. */
  public Texts() {
    bundle = ResourceBundle.getBundle("dev.kymo.studio.texts", Locale.getDefault());
  }

  /**
   * A text with its arguments filled in.
   *
   * @throws MissingResourceException when there is no such text
   */
  @Override
  public String get(String key, Object... arguments) {
    String pattern = bundle.getString(key);
    // Numbers are formatted by the caller: a seed must not get thousands separators.
    return arguments.length == 0
        ? pattern
        : new MessageFormat(pattern, Locale.ROOT).format(arguments);
  }

  /** Whether there is such a text. */
  public boolean has(String key) {
    return bundle.containsKey(key);
  }
}
