package dev.kymo.studio.view.runs;

import java.nio.file.Path;
import java.util.Optional;

/** Asks the user for folders and files: the system's dialogs, or answers given ahead in tests. */
public interface PlacePicker {

  /** A folder; empty when the user thinks better of it. */
  Optional<Path> pickFolder(String title);

  /** A file. */
  Optional<Path> pickFile(String title);
}
