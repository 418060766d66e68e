package dev.kymo.studio.control;

/** Texts that a control shows or speaks, by their key in the studio's resource bundle. */
@FunctionalInterface
public interface Words {

  /** A text with its arguments filled in. */
  String get(String key, Object... arguments);
}
