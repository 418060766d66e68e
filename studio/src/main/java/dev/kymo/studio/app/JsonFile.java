package dev.kymo.studio.app;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A small JSON file of the studio's own. One that cannot be read or written is no reason not to
 * work: it is logged, and the studio goes on as if it were not there. Written beside and moved into
 * place, so that a broken write leaves the old file.
 */
final class JsonFile {
  private static final Logger LOG = Logger.getLogger(JsonFile.class.getName());

  private final Path file;
  private final Gson gson = new GsonBuilder().setPrettyPrinting().create();

  JsonFile(Path file) {
    this.file = file;
  }

  /** Where it is. */
  Path path() {
    return file;
  }

  /** What it holds; empty when there is no such file, or nothing of this type in it. */
  <T> Optional<T> read(Type type) {
    try {
      return Optional.ofNullable(gson.fromJson(Files.readString(file), type));
    } catch (NoSuchFileException e) {
      LOG.log(Level.FINE, "There is no " + file, e);
    } catch (IOException | JsonParseException e) {
      unreadable(e);
    }
    return Optional.empty();
  }

  /** Logs that what was read makes no sense. */
  void unreadable(Exception cause) {
    LOG.log(Level.WARNING, file + " could not be read", cause);
  }

  /** Replaces what it holds. */
  void write(Object value) {
    try {
      Files.createDirectories(file.getParent());
      Path beside = file.resolveSibling(file.getFileName() + ".new");
      Files.writeString(beside, gson.toJson(value));
      Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      unwritable(e);
    }
  }

  /** Takes the file away, if it is there. */
  void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      unwritable(e);
    }
  }

  private void unwritable(IOException cause) {
    LOG.log(Level.WARNING, file + " could not be written", cause);
  }
}
