package dev.kymo.trainer.dataset.source;

import dev.kymo.trainer.dataset.DatasetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * How a file was when it was listed.
 *
 * @param size in bytes
 * @param modified in milliseconds since 1970
 */
record FileStamp(long size, long modified) {

  static FileStamp of(BasicFileAttributes attributes) {
    return new FileStamp(attributes.size(), attributes.lastModifiedTime().toMillis());
  }

  /** The stamp of a file now. */
  static FileStamp of(Path file) throws DatasetException {
    try {
      return of(Files.readAttributes(file, BasicFileAttributes.class));
    } catch (NoSuchFileException e) {
      throw new DatasetException(file + " is gone: it was there when the dataset was opened.", e);
    } catch (IOException e) {
      throw new DatasetException(file + " cannot be read: " + e.getMessage() + ".", e);
    }
  }

  /**
   * Checks that the file is still the one that was listed.
   *
   * @throws DatasetException with a sentence, when it is gone or another
   */
  void check(Path file) throws DatasetException {
    if (!equals(of(file))) {
      throw new DatasetException(
          file + " has changed since the dataset was opened: start again when it is complete.");
    }
  }
}
