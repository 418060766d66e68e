package dev.kymo.studio.app;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Where footage was found before, newest first, in a JSON file beside the settings: its folders are
 * looked through when a clip's footage is not where it was.
 */
final class FootageFile {
  private static final int MOST = 50;

  private final JsonFile file;
  private List<Path> known;

  FootageFile(Path file) {
    this.file = new JsonFile(file);
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
    file.write(known.stream().map(Path::toString).toList());
  }

  private List<Path> read() {
    List<Path> paths = new ArrayList<>();
    try {
      for (String path : file.<String[]>read(String[].class).orElse(new String[0])) {
        paths.add(Path.of(path));
      }
    } catch (InvalidPathException | NullPointerException e) {
      file.unreadable(e);
    }
    return paths;
  }
}
