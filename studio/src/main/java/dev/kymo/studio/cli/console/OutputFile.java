package dev.kymo.studio.cli.console;

import dev.kymo.inference.file.FileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that a command is to write. */
public final class OutputFile {
  private OutputFile() {}

  /**
   * Refuses a name that is an ending and nothing else, such as {@code .mp4}: it is a slip, and
   * would be a hidden file.
   *
   * @param option what the user calls it
   * @throws IllegalArgumentException with a sentence
   */
  public static void checkName(String option, Path file) {
    Path name = file.getFileName();
    if (name != null && name.toString().matches("\\.[A-Za-z0-9]+")) {
      throw new IllegalArgumentException(
          "%s %s has no name before its ending: call it clip%s, for example"
              .formatted(option, file, name));
    }
  }

  /**
   * Makes the folder that a file is to lie in, where it is missing, and says so.
   *
   * @throws FileException with a sentence, when it cannot be made
   */
  public static void prepareFolder(Path file, Console console) throws FileException {
    Path folder = file.toAbsolutePath().normalize().getParent();
    if (folder == null || Files.exists(folder)) {
      return;
    }
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw FileException.writing(folder, e);
    }
    console.err().println("Made the folder " + folder + ".");
  }
}
