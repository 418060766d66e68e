package dev.kymo.studio.app;

import dev.kymo.studio.preferences.Preferences;

/** The preferences in a JSON file beside the settings. */
final class PreferencesFile {
  private final JsonFile file;

  PreferencesFile(SettingsStore settings) {
    this.file = new JsonFile(settings.beside("preferences.json"));
  }

  Preferences read() {
    return file.<Preferences>read(Preferences.class).orElse(Preferences.DEFAULTS);
  }

  void write(Preferences preferences) {
    file.write(preferences);
  }
}
