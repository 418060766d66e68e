package dev.kymo.studio.document;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Edits that were not saved.
 *
 * @param project as it was last edited
 * @param file the user's file that it belongs to; empty when it never had one
 * @param time when it was last kept
 */
public record Recovery(Project project, Optional<Path> file, Instant time) {

  /** Refuses nulls. */
  public Recovery {
    Objects.requireNonNull(project, "project");
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(time, "time");
  }

  /** What it is called, for people: the project's file, or the checkpoint's. */
  public String name() {
    return file.map(path -> String.valueOf(path.getFileName())).orElse(project.checkpoint().name());
  }
}
