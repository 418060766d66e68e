package dev.kymo.studio.app;

import dev.kymo.studio.project.MotionPreset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The user's presets in a JSON file beside the settings. What cannot be read is left out, and the
 * file left alone until the next preset is saved.
 */
final class PresetFile {
  private record Saved(String name, List<SavedBand> bands) {}

  private record SavedBand(double gain, double speed, double phase) {}

  private final JsonFile file;

  PresetFile(Path file) {
    this.file = new JsonFile(file);
  }

  List<MotionPreset> read() {
    List<MotionPreset> presets = new ArrayList<>();
    try {
      for (Saved one : file.<Saved[]>read(Saved[].class).orElse(new Saved[0])) {
        List<MotionPreset.Setting> settings = new ArrayList<>();
        for (SavedBand band : one.bands()) {
          settings.add(new MotionPreset.Setting(band.gain(), band.speed(), band.phase()));
        }
        presets.add(new MotionPreset(one.name(), settings));
      }
    } catch (IllegalArgumentException | NullPointerException e) {
      file.unreadable(e);
    }
    return presets;
  }

  void write(List<MotionPreset> presets) {
    List<Saved> saved = new ArrayList<>();
    for (MotionPreset preset : presets) {
      List<SavedBand> bands = new ArrayList<>();
      preset.settings().forEach(s -> bands.add(new SavedBand(s.gain(), s.speed(), s.phase())));
      saved.add(new Saved(preset.name(), bands));
    }
    file.write(saved);
  }
}
