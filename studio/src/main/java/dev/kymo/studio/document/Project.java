package dev.kymo.studio.document;

import dev.kymo.studio.footage.FootageReference;
import dev.kymo.studio.project.EditorState;
import java.util.List;
import java.util.Objects;

/**
 * What a project file holds. Immutable.
 *
 * @param checkpoint which model draws it
 * @param state the whole edit
 * @param loop whether it plays again from the in point
 * @param footage where the footage is that the model has learned; empty when it has learned none
 */
public record Project(
    CheckpointReference checkpoint,
    EditorState state,
    boolean loop,
    List<FootageReference> footage) {

  /** Refuses nulls and keeps an immutable copy. */
  public Project {
    Objects.requireNonNull(checkpoint, "checkpoint");
    Objects.requireNonNull(state, "state");
    footage = List.copyOf(footage);
  }

  /** A project of a model that has learned no footage. */
  public Project(CheckpointReference checkpoint, EditorState state, boolean loop) {
    this(checkpoint, state, loop, List.of());
  }

  /** The same with another edit. */
  public Project withState(EditorState value) {
    return new Project(checkpoint, value, loop, footage);
  }

  /** Whether both show the same: a checkpoint or footage that was only moved is no difference. */
  public boolean sameAs(Project other) {
    return checkpoint.sha256().equals(other.checkpoint.sha256())
        && state.equals(other.state)
        && loop == other.loop;
  }
}
