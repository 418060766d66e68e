package dev.kymo.studio.document;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A project waits for its user to say which checkpoint it is for. Nothing of it is lost meanwhile.
 *
 * @param source the project that waits
 * @param offered a file that is there but holds something else than the project was made with;
 *     empty when there is none
 */
public record CheckpointQuestion(Source source, Optional<Path> offered) {

  /**
   * A project on its way into the editor.
   *
   * @param project what was read
   * @param file the file that it is saved to; empty when it has none yet
   * @param restored for edits that were never saved: told when they are in the editor
   */
  public record Source(Project project, Optional<Path> file, Optional<Runnable> restored) {}

  /** Where the checkpoint should be. */
  public Path expected() {
    return source.project().checkpoint().file();
  }
}
