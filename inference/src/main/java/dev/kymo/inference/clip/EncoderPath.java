package dev.kymo.inference.clip;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A name under which a program can be told a file. Without a UTF-8 locale the arguments of a
 * program lose the letters of names that a {@code Path} keeps; a link among the temporary files
 * then lends the file's folder a plain name.
 */
final class EncoderPath implements AutoCloseable {
  private final Path path;
  private final Path folder;

  private EncoderPath(Path path, Path folder) {
    this.path = path;
    this.folder = folder;
  }

  /** The name of a file, which may not be there yet; its own name is plain. */
  static EncoderPath of(Path file) throws IOException {
    Path absolute = file.toAbsolutePath();
    if (absolute.toFile().toPath().equals(absolute)) {
      return new EncoderPath(absolute, null);
    }
    Path folder = Files.createTempDirectory("kymo-name");
    Path link = folder.resolve("folder");
    try {
      Files.createSymbolicLink(link, absolute.getParent());
    } catch (IOException | UnsupportedOperationException e) {
      Files.delete(folder);
      throw e instanceof IOException io ? io : new IOException(e);
    }
    return new EncoderPath(link.resolve(absolute.getFileName()), folder);
  }

  @Override
  public String toString() {
    return path.toString();
  }

  @Override
  public void close() throws IOException {
    if (folder != null) {
      Files.deleteIfExists(folder.resolve("folder"));
      Files.deleteIfExists(folder);
    }
  }
}
