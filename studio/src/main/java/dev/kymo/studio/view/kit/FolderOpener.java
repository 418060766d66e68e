package dev.kymo.studio.view.kit;

import java.nio.file.Path;

/** Shows files in the system's file manager. */
@FunctionalInterface
public interface FolderOpener {

  /** Opens the folder that a file is in; does nothing where there is no file manager. */
  void reveal(Path file);
}
