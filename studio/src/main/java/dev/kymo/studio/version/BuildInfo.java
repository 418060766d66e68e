package dev.kymo.studio.version;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;

/**
 * What the build wrote into the jar.
 *
 * @param version such as {@code 0.1.0}
 * @param commit the short hash of the commit, with "+" when files were changed since; empty when it
 *     was built outside a Git repository
 * @param time when that commit was made, such as {@code 2026-11-30 21:04 UTC}: the time of the
 *     build would make two builds of the same sources differ; empty when not known
 */
public record BuildInfo(String version, Optional<String> commit, Optional<String> time) {

  /** Of this program. */
  public static BuildInfo ofThisProgram() {
    try (InputStream in = BuildInfo.class.getResourceAsStream("version.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return of(properties);
    } catch (IOException e) {
      throw new UncheckedIOException("a resource of the jar cannot be read", e);
    }
  }

  static BuildInfo of(Properties properties) {
    return new BuildInfo(
        properties.getProperty("version"),
        known(properties.getProperty("commit")),
        known(properties.getProperty("time")));
  }

  /** Where the build knew nothing it left the name of what it did not know. */
  private static Optional<String> known(String value) {
    return Optional.ofNullable(value).filter(text -> !text.isBlank() && !text.startsWith("${"));
  }

  /** All of it in one line: {@code 0.1.0 (commit 1a2b3c4 of 2026-11-30 21:04 UTC)}. */
  public String line() {
    return commit
        .map(hash -> version + " (commit " + hash + time.map(at -> " of " + at).orElse("") + ")")
        .orElse(version);
  }
}
