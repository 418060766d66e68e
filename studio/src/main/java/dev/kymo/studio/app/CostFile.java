package dev.kymo.studio.app;

import com.google.gson.reflect.TypeToken;
import dev.kymo.studio.learning.LearningCost;
import java.nio.file.Path;
import java.util.Map;

/** What learning was measured to take on this machine, in a JSON file beside the settings. */
final class CostFile {
  private final JsonFile file;

  CostFile(Path file) {
    this.file = new JsonFile(file);
  }

  /** What is known; nothing when the file cannot be read, and everything is measured again. */
  Map<String, LearningCost> read() {
    return file.<Map<String, LearningCost>>read(
            new TypeToken<Map<String, LearningCost>>() {}.getType())
        .orElse(Map.of());
  }

  void write(Map<String, LearningCost> costs) {
    file.write(costs);
  }
}
