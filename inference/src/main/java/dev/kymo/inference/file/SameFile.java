package dev.kymo.inference.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether two paths name one file, so that what is read is not written over. */
public final class SameFile {
  private SameFile() {}

  /** Also through links and other spellings; by the paths alone where one is not there. */
  public static boolean is(Path a, Path b) {
    try {
      if (Files.exists(a) && Files.exists(b)) {
        return Files.isSameFile(a, b);
      }
    } catch (IOException e) {
      // Told by the paths, then.
      return plain(a).equals(plain(b));
    }
    return plain(a).equals(plain(b));
  }

  private static Path plain(Path path) {
    return path.toAbsolutePath().normalize();
  }
}
