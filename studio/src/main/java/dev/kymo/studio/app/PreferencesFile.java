package dev.kymo.studio.app;

import dev.kymo.studio.preferences.Preferences;
import java.nio.file.Path;

/** The preferences in a JSON file beside the settings. */
final class PreferencesFile {
  private final JsonFile file;

  PreferencesFile(Path file) {
    this.file = new JsonFile(file);
  }

  Preferences read() {
    return file.<Preferences>read(Preferences.class).orElse(Preferences.DEFAULTS);
  }

  void write(Preferences preferences) {
    file.write(preferences);
  }
}
