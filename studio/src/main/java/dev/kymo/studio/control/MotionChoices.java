package dev.kymo.studio.control;

import java.util.List;
import java.util.Optional;

/**
 * Which motions a band can have. A model of a dataset takes any seed; one that has learned clips
 * knows theirs.
 *
 * @param clips the motions that there are to choose from; empty for any seed
 * @param fixed a sentence that says why no other seed can be had; empty when any can
 */
public record MotionChoices(List<Choice> clips, Optional<String> fixed) {

  /** Any seed. */
  public static final MotionChoices FREE = new MotionChoices(List.of(), Optional.empty());

  /**
   * A motion.
   *
   * @param seed under which the model has it
   * @param name of the clip that it was learned from
   */
  public record Choice(long seed, String name) {}

  /** Keeps an immutable copy. */
  public MotionChoices {
    clips = List.copyOf(clips);
  }

  /** Whether there is more than one to choose from. */
  public boolean several() {
    return clips.size() > 1;
  }

  /** The name of the clip whose motion a seed is; empty when it is none's. */
  public Optional<String> name(double seed) {
    return clips.stream().filter(c -> c.seed() == seed).map(Choice::name).findFirst();
  }
}
