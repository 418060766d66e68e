package dev.kymo.studio.cli.doctor;

import java.util.Map;
import java.util.Optional;

/**
 * What the process was started with.
 *
 * @param version Kymo's
 * @param java the Java release
 * @param display a sentence that says why the studio cannot open a window, or nothing when it can
 * @param env the environment
 */
public record Surroundings(
    String version, String java, Optional<String> display, Map<String, String> env) {

  /** Keeps an immutable copy. */
  public Surroundings {
    env = Map.copyOf(env);
  }
}
