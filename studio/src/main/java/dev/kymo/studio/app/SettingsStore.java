package dev.kymo.studio.app;

import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * Keeps the settings in a JSON file of the user's. When it cannot be read the studio starts as if
 * for the first time.
 */
public final class SettingsStore {
  private final JsonFile file;
  private Settings settings;

  /** Reads the settings, if there are any. */
  public SettingsStore(Path file) {
    this.file = new JsonFile(file);
    this.settings = this.file.<Settings>read(Settings.class).orElse(Settings.FIRST);
  }

  /** Where settings are kept on this system. */
  public static Path defaultFile() {
    return UserFolders.settings().resolve("studio.json");
  }

  /** A file beside the settings. */
  public Path beside(String name) {
    return file.path().resolveSibling(name);
  }

  /** The settings as they are now. */
  public Settings get() {
    return settings;
  }

  /** Changes the settings and writes them. */
  public void change(UnaryOperator<Settings> change) {
    Settings next = change.apply(settings);
    if (!next.equals(settings)) {
      settings = next;
      file.write(settings);
    }
  }
}
