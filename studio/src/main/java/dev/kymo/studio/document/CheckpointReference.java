package dev.kymo.studio.document;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which checkpoint a project is for.
 *
 * @param file where it should be
 * @param otherwise where it was when the project was saved, if that is another place
 * @param sha256 what it must hold: SHA-256 of its bytes, 64 lower-case hexadecimal digits
 */
public record CheckpointReference(Path file, Optional<Path> otherwise, String sha256) {
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  /**
   * Checks the digest.
   *
   * @throws IllegalArgumentException when it is none
   */
  public CheckpointReference {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(otherwise, "otherwise");
    if (!DIGEST.matcher(sha256).matches()) {
      throw new IllegalArgumentException("must be 64 hexadecimal digits in lower case");
    }
  }

  /** A checkpoint at a place. */
  public static CheckpointReference at(Path file, String sha256) {
    return new CheckpointReference(file.toAbsolutePath().normalize(), Optional.empty(), sha256);
  }

  /** Its file name, for people. */
  public String name() {
    return String.valueOf(file.getFileName());
  }
}
