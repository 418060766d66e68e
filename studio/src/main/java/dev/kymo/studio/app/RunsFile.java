package dev.kymo.studio.app;

import dev.kymo.studio.runs.RunPlaces;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Where the user's runs are, in a JSON file beside the settings. */
final class RunsFile {
  private record Saved(String folder, List<String> added) {}

  private final JsonFile file;
  private final Path otherwise;

  /**
   * A file that need not be there.
   *
   * @param otherwise the runs folder of a user who has chosen none
   */
  RunsFile(Path file, Path otherwise) {
    this.file = new JsonFile(file);
    this.otherwise = otherwise;
  }

  RunPlaces read() {
    RunPlaces first = new RunPlaces(otherwise.toAbsolutePath().normalize(), List.of());
    try {
      return file.<Saved>read(Saved.class)
          .map(
              saved ->
                  new RunPlaces(
                      Path.of(saved.folder()), saved.added().stream().map(Path::of).toList()))
          .orElse(first);
    } catch (InvalidPathException | NullPointerException e) {
      file.unreadable(e);
      return first;
    }
  }

  void write(RunPlaces places) {
    file.write(
        new Saved(
            places.folder().toString(), places.added().stream().map(Path::toString).toList()));
  }
}
