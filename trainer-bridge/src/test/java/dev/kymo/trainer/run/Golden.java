package dev.kymo.trainer.run;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;

/** Files in the published format, made by the reference. */
public final class Golden {
  private Golden() {}

  /** A file by its name. */
  public static Path file(String name) {
    try {
      return Path.of(
          Objects.requireNonNull(Golden.class.getResource("/golden/" + name), name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
