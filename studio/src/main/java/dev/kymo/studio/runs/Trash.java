package dev.kymo.studio.runs;

import java.io.IOException;
import java.nio.file.Path;

/** Where the system keeps what was deleted. */
@FunctionalInterface
public interface Trash {

  /**
   * Moves a folder there.
   *
   * @throws IOException with a sentence; the folder is then still where it was
   */
  void take(Path folder) throws IOException;
}
