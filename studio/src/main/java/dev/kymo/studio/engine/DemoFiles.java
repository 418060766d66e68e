package dev.kymo.studio.engine;

import dev.kymo.inference.file.FileException;
import dev.kymo.inference.file.PendingFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The demos that come with Kymo, as files. */
public final class DemoFiles {
  private static final String RESOURCES = "/dev/kymo/assets/demo/";

  private final Path cache;

  /** Kept as files in a folder for what can be made again. */
  public DemoFiles(Path cache) {
    this.cache = cache;
  }

  /**
   * A demo's checkpoint; its footage lies beside it. Files are written when they are not there or
   * another version's.
   *
   * @throws FileException when they cannot be written
   */
  public Path checkpoint(Demo demo) throws FileException {
    if (!demo.footage().isEmpty()) {
      write(demo.footage());
    }
    write(demo.checkpoint());
    return file(demo.checkpoint());
  }

  private Path file(String name) {
    return cache.resolve("demo").resolve(name);
  }

  private void write(String name) throws FileException {
    Path file = file(name);
    try (InputStream resource = DemoFiles.class.getResourceAsStream(RESOURCES + name)) {
      byte[] wanted = resource.readAllBytes();
      if (Files.exists(file) && Arrays.equals(wanted, Files.readAllBytes(file))) {
        return;
      }
      Files.createDirectories(file.getParent());
      try (PendingFile pending = PendingFile.open(file)) {
        ByteBuffer bytes = ByteBuffer.wrap(wanted);
        while (bytes.hasRemaining()) {
          pending.channel().write(bytes);
        }
        pending.commit();
      }
    } catch (IOException e) {
      throw FileException.writing(file, e);
    }
  }
}
