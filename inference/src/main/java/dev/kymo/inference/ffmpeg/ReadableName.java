package dev.kymo.inference.ffmpeg;

import dev.kymo.inference.file.FileException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * A name under which the parts of Java that know only {@link File} can open a file. Without a UTF-8
 * locale a {@code File} loses the letters of names that a {@code Path} keeps; a link among the
 * temporary files then lends it a plain name for the time of the opening.
 */
final class ReadableName implements AutoCloseable {
  private final File file;
  private final Path folder;

  private ReadableName(File file, Path folder) {
    this.file = file;
    this.folder = folder;
  }

  /**
   * Finds the name.
   *
   * @throws FileException with a sentence, when the file cannot be read
   */
  static ReadableName of(Path path) throws FileException {
    try {
      if (!Files.isRegularFile(path)) {
        path.getFileSystem().provider().checkAccess(path);
        throw new FileException(path + " cannot be read: it is not an ordinary file.");
      }
      Path absolute = path.toAbsolutePath();
      if (keepsItsName(absolute)) {
        return new ReadableName(absolute.toFile(), null);
      }
      Path folder = Files.createTempDirectory("kymo-name");
      Path link = folder.resolve("file");
      try {
        Files.createSymbolicLink(link, absolute);
      } catch (IOException e) {
        Files.delete(folder);
        throw e;
      }
      return new ReadableName(link.toFile(), folder);
    } catch (IOException | UnsupportedOperationException e) {
      throw FileException.reading(path, e instanceof IOException io ? io : new IOException(e));
    }
  }

  private static boolean keepsItsName(Path path) {
    try {
      return path.toFile().toPath().equals(path);
    } catch (InvalidPathException e) {
      // Letters that the locale has no code for.
      return false;
    }
  }

  File file() {
    return file;
  }

  @Override
  public void close() throws FileException {
    if (folder == null) {
      return;
    }
    try {
      Files.delete(file.toPath());
      Files.delete(folder);
    } catch (IOException e) {
      throw FileException.writing(folder, e);
    }
  }
}
