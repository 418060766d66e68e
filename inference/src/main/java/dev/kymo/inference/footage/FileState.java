package dev.kymo.inference.footage;

import dev.kymo.inference.file.FileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * What tells that a file is still the one that was opened.
 *
 * @param size in bytes
 * @param modified milliseconds since 1970
 */
record FileState(long size, long modified) {

  /**
   * Looks at a file.
   *
   * @throws FileException with a sentence, when it is missing or no ordinary file
   */
  static FileState of(Path file) throws FileException {
    try {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      if (found.isDirectory()) {
        throw new FileException(file + " is a folder, not a video.");
      }
      if (!found.isRegularFile()) {
        throw new FileException(file + " cannot be read: it is not an ordinary file.");
      }
      return new FileState(found.size(), found.lastModifiedTime().toMillis());
    } catch (IOException e) {
      throw FileException.reading(file, e);
    }
  }

  /**
   * Looks again.
   *
   * @throws FileException with a sentence, when it is gone or another
   */
  void check(Path file) throws FileException {
    if (!of(file).equals(this)) {
      throw new FileException(file + " has changed since it was opened; open it again.");
    }
  }
}
