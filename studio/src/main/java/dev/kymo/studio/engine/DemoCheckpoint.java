package dev.kymo.studio.engine;

import dev.kymo.inference.file.FileException;
import dev.kymo.inference.file.PendingFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The checkpoint that comes with Kymo, as a file. */
public final class DemoCheckpoint {
  private static final String NAME = "toy-shapes-64.safetensors";
  private static final String RESOURCE = "/dev/kymo/assets/demo/" + NAME;

  private final Path cache;

  /** Kept as a file in a folder for what can be made again. */
  public DemoCheckpoint(Path cache) {
    this.cache = cache;
  }

  /**
   * The file, written when it is not there or another version's.
   *
   * @throws FileException when it cannot be written
   */
  public Path file() throws FileException {
    Path file = cache.resolve("demo").resolve(NAME);
    try (InputStream resource = DemoCheckpoint.class.getResourceAsStream(RESOURCE)) {
      byte[] wanted = resource.readAllBytes();
      if (!Files.exists(file) || !Arrays.equals(wanted, Files.readAllBytes(file))) {
        Files.createDirectories(file.getParent());
        try (PendingFile pending = PendingFile.open(file)) {
          ByteBuffer bytes = ByteBuffer.wrap(wanted);
          while (bytes.hasRemaining()) {
            pending.channel().write(bytes);
          }
          pending.commit();
        }
      }
      return file;
    } catch (IOException e) {
      throw FileException.writing(file, e);
    }
  }
}
