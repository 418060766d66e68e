package dev.kymo.studio.cli;

import java.nio.file.Path;
import java.util.Optional;

/** Opens the window. Behind an interface so that no command touches JavaFX before it must. */
@FunctionalInterface
public interface StudioStarter {

  /**
   * Opens the studio and returns when it is closed.
   *
   * @param file a checkpoint to open, or nothing for the demo
   * @return the exit status
   * @throws Exception with a sentence for the user
   */
  int start(Optional<Path> file) throws Exception;
}
