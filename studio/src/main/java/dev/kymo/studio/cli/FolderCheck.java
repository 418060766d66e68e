package dev.kymo.studio.cli;

import dev.kymo.inference.file.WritableFolder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Says which of Kymo's own folders cannot be written to, and what does not work for it. */
final class FolderCheck {
  private FolderCheck() {}

  /**
   * The sentences.
   *
   * @param cache where what can be made again should lie
   * @param instead where it lies
   * @param settings for settings
   * @param state for what concerns this machine
   * @param data for runs and datasets
   * @return by their names for programs; empty when all is well
   */
  static Map<String, String> unwritable(
      Path cache, Path instead, Path settings, Path state, Path data) {
    Map<String, String> found = new LinkedHashMap<>();
    if (!WritableFolder.isWritable(cache)) {
      found.put(
          "cacheFolder",
          "%s cannot be written to: what is unpacked and measured lies in %s instead and may be made again after a restart"
              .formatted(cache, instead));
    }
    check(found, "settingsFolder", settings, "settings, presets and recent files are not kept");
    check(found, "stateFolder", state, "unsaved edits are not kept after a crash");
    check(found, "dataFolder", data, "runs need a folder of your choice");
    return found;
  }

  private static void check(Map<String, String> found, String key, Path folder, String lost) {
    if (!WritableFolder.isWritable(folder)) {
      found.put(key, folder + " cannot be written to: " + lost);
    }
  }
}
