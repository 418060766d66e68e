package dev.kymo.studio.project;

import dev.kymo.inference.footage.Footage;
import dev.kymo.inference.footage.FootageOrigin;
import dev.kymo.studio.footage.FootageFrames;
import java.util.Optional;

/** What is known of the footage of the open model. */
public sealed interface FootageState {

  /** The model has learned no footage, or shows another content than it was learned from. */
  record None() implements FootageState {}

  /** It is looked for. */
  record Looking(FootageOrigin origin) implements FootageState {}

  /**
   * It is at hand.
   *
   * @param origin what the model has learned of it
   * @param clipLength T of the model
   * @param footage opened
   * @param frames its decoded frames
   */
  record Attached(FootageOrigin origin, int clipLength, Footage footage, FootageFrames frames)
      implements FootageState {}

  /**
   * It is not: the model alone is shown.
   *
   * @param sentence why, for the user
   */
  record Missing(FootageOrigin origin, String sentence) implements FootageState {}

  /** The footage, if it is at hand. */
  default Optional<Attached> attached() {
    return this instanceof Attached attached ? Optional.of(attached) : Optional.empty();
  }

  /** What was learned of it; empty without footage. */
  default Optional<FootageOrigin> learned() {
    if (this instanceof Looking looking) {
      return Optional.of(looking.origin());
    }
    if (this instanceof Missing missing) {
      return Optional.of(missing.origin());
    }
    return attached().map(Attached::origin);
  }
}
