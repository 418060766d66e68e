package dev.kymo.studio.cli.doctor;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the process was started with.
 *
 * @param version Kymo's
 * @param java the Java release
 * @param display a sentence that says why the studio cannot open a window, or nothing when it can
 * @param env the environment
 * @param unwritable sentences about folders that cannot be written to, by their names for programs
 */
public record Surroundings(
    String version,
    String java,
    Optional<String> display,
    Map<String, String> env,
    Map<String, String> unwritable) {

  /** Keeps an immutable copy. */
  public Surroundings {
    env = Map.copyOf(env);
    unwritable = Collections.unmodifiableMap(new LinkedHashMap<>(unwritable));
  }
}
