package dev.kymo.studio.footage;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which footage a project was made with.
 *
 * @param file where it should be
 * @param otherwise where it was when the project was saved, if that is another place
 * @param hash what it must hold: {@code FootageHash}, 64 lower-case hexadecimal digits
 */
public record FootageReference(Path file, Optional<Path> otherwise, String hash) {
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  /**
   * Checks the digest.
   *
   * @throws IllegalArgumentException when it is none
   */
  public FootageReference {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(otherwise, "otherwise");
    if (!DIGEST.matcher(hash).matches()) {
      throw new IllegalArgumentException("must be 64 hexadecimal digits in lower case");
    }
  }

  /** Footage at a place. */
  public static FootageReference at(Path file, String hash) {
    return new FootageReference(file.toAbsolutePath().normalize(), Optional.empty(), hash);
  }
}
