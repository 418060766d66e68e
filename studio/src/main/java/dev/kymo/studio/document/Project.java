package dev.kymo.studio.document;

import dev.kymo.studio.project.EditorState;
import java.util.Objects;

/**
 * What a project file holds. Immutable.
 *
 * @param checkpoint which model draws it
 * @param state the whole edit
 * @param loop whether it plays again from the in point
 */
public record Project(CheckpointReference checkpoint, EditorState state, boolean loop) {

  /** Refuses nulls. */
  public Project {
    Objects.requireNonNull(checkpoint, "checkpoint");
    Objects.requireNonNull(state, "state");
  }

  /** Whether both show the same: a checkpoint that was only moved is no difference. */
  public boolean sameAs(Project other) {
    return checkpoint.sha256().equals(other.checkpoint.sha256())
        && state.equals(other.state)
        && loop == other.loop;
  }
}
