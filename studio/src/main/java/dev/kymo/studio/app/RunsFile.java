package dev.kymo.studio.app;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import dev.kymo.studio.runs.RunPlaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Where the user's runs are, in a JSON file beside the settings. */
final class RunsFile {

  private static final Logger LOG = Logger.getLogger(RunsFile.class.getName());

  private record Saved(String folder, List<String> added) {}

  private final Path file;
  private final Path otherwise;
  private final Gson gson = new GsonBuilder().setPrettyPrinting().create();

  /**
   * A file that need not be there.
   *
   * @param otherwise the runs folder of a user who has chosen none
   */
  RunsFile(Path file, Path otherwise) {
    this.file = file;
    this.otherwise = otherwise;
  }

  RunPlaces read() {
    RunPlaces first = new RunPlaces(otherwise.toAbsolutePath().normalize(), List.of());
    try {
      Saved saved = gson.fromJson(Files.readString(file), Saved.class);
      return new RunPlaces(Path.of(saved.folder()), saved.added().stream().map(Path::of).toList());
    } catch (IOException e) {
      LOG.log(Level.FINE, "No runs folder was chosen in " + file, e);
      return first;
    } catch (JsonParseException | InvalidPathException | NullPointerException e) {
      LOG.log(Level.WARNING, "The places of runs in " + file + " could not be read", e);
      return first;
    }
  }

  void write(RunPlaces places) {
    Saved saved =
        new Saved(places.folder().toString(), places.added().stream().map(Path::toString).toList());
    try {
      Files.createDirectories(file.getParent());
      Path beside = file.resolveSibling(file.getFileName() + ".new");
      Files.writeString(beside, gson.toJson(saved));
      Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "The places of runs could not be written to " + file, e);
    }
  }
}
