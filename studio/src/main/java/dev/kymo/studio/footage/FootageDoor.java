package dev.kymo.studio.footage;

import dev.kymo.inference.footage.Footage;
import java.io.IOException;
import java.nio.file.Path;

/** The way to footage on the disk. Safe for use by several threads. */
public interface FootageDoor {

  /**
   * Opens footage; takes about a second, not for the interface's thread.
   *
   * @param file a video, or a folder of images
   * @throws IOException with a sentence, when it cannot be opened
   */
  Footage open(Path file) throws IOException, InterruptedException;

  /**
   * Tells footage by its content.
   *
   * @return {@code FootageHash}: 64 hexadecimal digits
   * @throws IOException when the file is not there or cannot be read
   */
  String hash(Path file) throws IOException;
}
