package dev.kymo.studio.app;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps the settings in a JSON file of the user's. A file that cannot be read or written is no
 * reason not to work: the studio then starts as if for the first time.
 */
public final class SettingsStore {

  private static final Logger LOG = Logger.getLogger(SettingsStore.class.getName());

  private final Path file;
  private final Gson gson = new GsonBuilder().setPrettyPrinting().create();
  private Settings settings;

  /** Reads the settings, if there are any. */
  public SettingsStore(Path file) {
    this.file = file;
    this.settings = read();
  }

  /** Where settings are kept on this system. */
  public static Path defaultFile() {
    return UserFolders.settings().resolve("studio.json");
  }

  /** A file beside the settings. */
  public Path beside(String name) {
    return file.resolveSibling(name);
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
      write();
    }
  }

  private Settings read() {
    try {
      Settings read = gson.fromJson(Files.readString(file), Settings.class);
      return read == null ? Settings.FIRST : read;
    } catch (IOException | JsonParseException e) {
      LOG.log(Level.FINE, "No settings in " + file, e);
      return Settings.FIRST;
    }
  }

  private void write() {
    try {
      Files.createDirectories(file.getParent());
      Path beside = file.resolveSibling(file.getFileName() + ".new");
      Files.writeString(beside, gson.toJson(settings));
      Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "The settings could not be written to " + file, e);
    }
  }
}
