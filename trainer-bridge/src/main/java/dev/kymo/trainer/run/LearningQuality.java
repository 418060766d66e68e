package dev.kymo.trainer.run;

import java.util.List;

/** How well a clip is learned: a size of the model and a number of steps, coarse to fine. */
public enum LearningQuality {
  /** Enough to try an edit. */
  DRAFT(64, 700),
  /** For most clips. */
  GOOD(64, 4_000),
  /** Twice the resolution, for faces and fine motion. */
  FINE(128, 8_000);

  private final int size;
  private final long steps;

  LearningQuality(int size, long steps) {
    this.size = size;
    this.steps = steps;
  }

  /** S, pixels of the model's square. */
  public int size() {
    return size;
  }

  /** Steps of the whole run. */
  public long steps() {
    return steps;
  }

  /**
   * Widths of a generator that learns a clip at a size: for r = 4, 8, ... size.
   *
   * @throws IllegalArgumentException with a sentence, when clips are not learned at this size
   */
  public static List<Integer> widths(int size) {
    return switch (size) {
      case 32 -> List.of(64, 64, 64, 48);
      case 64 -> List.of(64, 64, 64, 48, 32);
      case 128 -> List.of(96, 96, 96, 64, 48, 24);
      case 256 -> List.of(128, 128, 128, 96, 64, 48, 24);
      default ->
          throw new IllegalArgumentException(
              "The size must be 32, 64, 128 or 256, not " + size + ".");
    };
  }
}
