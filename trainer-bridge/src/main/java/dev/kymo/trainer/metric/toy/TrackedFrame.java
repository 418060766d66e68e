package dev.kymo.trainer.metric.toy;

import java.util.List;
import java.util.Optional;

/**
 * What was found in a frame.
 *
 * @param columns for each column from the left the object in it, or nothing when there is not
 *     exactly one
 */
public record TrackedFrame(List<Optional<TrackedObject>> columns) {

  /** Keeps an immutable copy. */
  public TrackedFrame {
    columns = List.copyOf(columns);
  }

  /** Whether every column holds exactly one object. */
  public boolean complete() {
    return columns.stream().allMatch(Optional::isPresent);
  }
}
