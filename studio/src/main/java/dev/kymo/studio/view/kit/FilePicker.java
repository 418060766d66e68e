package dev.kymo.studio.view.kit;

import dev.kymo.inference.clip.ClipFormat;
import java.nio.file.Path;
import java.util.Optional;

/** Asks the user for files: the system's dialogs in the studio, answers given ahead in tests. */
public interface FilePicker {

  /** A checkpoint or a project to open; empty when the user thinks better of it. */
  Optional<Path> pickFile();

  /**
   * A file to save a project to, which may be there already; its name ends as it must.
   *
   * @param suggestion a name without its ending
   */
  Optional<Path> pickProject(String suggestion);

  /** A checkpoint; empty when the user thinks better of it. */
  Optional<Path> pickCheckpoint();

  /**
   * Footage: a video, or one of the images of a sequence; empty when the user thinks better of it.
   */
  Optional<Path> pickFootage();

  /** A latents file to load. */
  Optional<Path> pickLatents();

  /**
   * A latents file to save to.
   *
   * @param suggestion a name without its ending
   */
  Optional<Path> pickLatentsTarget(String suggestion);

  /**
   * A file, or a folder for frames, to export to.
   *
   * @param suggestion a name without its ending
   */
  Optional<Path> pickExport(ClipFormat format, String suggestion);
}
