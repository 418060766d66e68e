package dev.kymo.studio.app;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Where footage was found before, newest first, in a JSON file beside the settings: its folders are
 * looked through when a clip's footage is not where it was.
 */
final class FootageFile {

  private static final Logger LOG = Logger.getLogger(FootageFile.class.getName());
  private static final int MOST = 50;

  private final Path file;
  private final Gson gson = new GsonBuilder().setPrettyPrinting().create();
  private List<Path> known;

  FootageFile(Path file) {
    this.file = file;
    this.known = read();
  }

  /** The folders of what was found, newest first. */
  List<Path> folders() {
    return known.stream().map(Path::getParent).filter(Objects::nonNull).distinct().toList();
  }

  /** Remembers footage. */
  void add(Path footage) {
    List<Path> next = new ArrayList<>(known);
    next.remove(footage);
    next.add(0, footage);
    known = next.subList(0, Math.min(MOST, next.size()));
    write();
  }

  private List<Path> read() {
    try {
      String[] saved = gson.fromJson(Files.readString(file), String[].class);
      List<Path> paths = new ArrayList<>();
      for (String path : saved == null ? new String[0] : saved) {
        paths.add(Path.of(path));
      }
      return paths;
    } catch (IOException e) {
      LOG.log(Level.FINE, "No footage is known in " + file, e);
    } catch (JsonParseException | InvalidPathException | NullPointerException e) {
      LOG.log(Level.WARNING, "The footage in " + file + " could not be read", e);
    }
    return List.of();
  }

  private void write() {
    try {
      Files.createDirectories(file.getParent());
      Path beside = file.resolveSibling(file.getFileName() + ".new");
      Files.writeString(beside, gson.toJson(known.stream().map(Path::toString).toList()));
      Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "The footage could not be remembered in " + file, e);
    }
  }
}
