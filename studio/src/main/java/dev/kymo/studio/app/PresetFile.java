package dev.kymo.studio.app;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import dev.kymo.studio.project.MotionPreset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The user's presets in a JSON file beside the settings. What cannot be read is left out, and the
 * file left alone until the next preset is saved.
 */
final class PresetFile {

  private static final Logger LOG = Logger.getLogger(PresetFile.class.getName());

  private record Saved(String name, List<SavedBand> bands) {}

  private record SavedBand(double gain, double speed, double phase) {}

  private final Path file;
  private final Gson gson = new GsonBuilder().setPrettyPrinting().create();

  PresetFile(Path file) {
    this.file = file;
  }

  List<MotionPreset> read() {
    List<MotionPreset> presets = new ArrayList<>();
    try {
      Saved[] saved = gson.fromJson(Files.readString(file), Saved[].class);
      for (Saved one : saved == null ? new Saved[0] : saved) {
        List<MotionPreset.Setting> settings = new ArrayList<>();
        for (SavedBand band : one.bands()) {
          settings.add(new MotionPreset.Setting(band.gain(), band.speed(), band.phase()));
        }
        presets.add(new MotionPreset(one.name(), settings));
      }
    } catch (IOException e) {
      LOG.log(Level.FINE, "No presets in " + file, e);
    } catch (JsonParseException | IllegalArgumentException | NullPointerException e) {
      LOG.log(Level.WARNING, "Not all presets in " + file + " could be read", e);
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
    try {
      Files.createDirectories(file.getParent());
      Path beside = file.resolveSibling(file.getFileName() + ".new");
      Files.writeString(beside, gson.toJson(saved));
      Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "The presets could not be written to " + file, e);
    }
  }
}
