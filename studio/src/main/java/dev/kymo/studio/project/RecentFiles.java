package dev.kymo.studio.project;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** The checkpoints that were opened last, newest first. Used from the JavaFX thread only. */
public final class RecentFiles {

  private static final int KEPT = 8;

  private final ReadOnlyObjectWrapper<List<Path>> files;

  /** Starts with these. */
  public RecentFiles(List<Path> first) {
    files = new ReadOnlyObjectWrapper<>(first.stream().limit(KEPT).toList());
  }

  /** The files, newest first. */
  public ReadOnlyObjectProperty<List<Path>> filesProperty() {
    return files.getReadOnlyProperty();
  }

  /** Puts a file in front. */
  public void add(Path file) {
    List<Path> next = new ArrayList<>(files.get());
    next.remove(file);
    next.add(0, file);
    files.set(next.stream().limit(KEPT).toList());
  }
}
