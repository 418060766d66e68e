package dev.kymo.studio.app;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.reflect.TypeToken;
import dev.kymo.studio.learning.LearningCost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What learning was measured to take on this machine, in a JSON file beside the settings. */
final class CostFile {

  private static final Logger LOG = Logger.getLogger(CostFile.class.getName());

  private final Path file;
  private final Gson gson = new GsonBuilder().setPrettyPrinting().create();

  CostFile(Path file) {
    this.file = file;
  }

  /** What is known; nothing when the file cannot be read, and everything is measured again. */
  Map<String, LearningCost> read() {
    try {
      Map<String, LearningCost> read =
          gson.fromJson(
              Files.readString(file), new TypeToken<Map<String, LearningCost>>() {}.getType());
      return read == null ? Map.of() : read;
    } catch (IOException | JsonParseException e) {
      LOG.log(Level.FINE, "Nothing was measured before in " + file, e);
      return Map.of();
    }
  }

  void write(Map<String, LearningCost> costs) {
    try {
      Files.createDirectories(file.getParent());
      Path beside = file.resolveSibling(file.getFileName() + ".new");
      Files.writeString(beside, gson.toJson(costs));
      Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "What was measured could not be written to " + file, e);
    }
  }
}
