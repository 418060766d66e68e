package dev.kymo.studio.project;

import dev.kymo.inference.motion.BandPlan;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * The one place where the edit lives: every change goes through {@link #edit}, everything else
 * listens. Used from the JavaFX thread only.
 */
public final class EditorModel {

  private static final int STEPS = 500;

  /** Changes with the same key that are further apart than this are two steps, nanoseconds. */
  private static final long MERGE_NANOS = 1_000_000_000;

  private final LongSupplier clock;
  private final UndoStack<EditorState> steps = new UndoStack<>(STEPS);
  private final ReadOnlyObjectWrapper<EditorState> state =
      new ReadOnlyObjectWrapper<>(EditorState.first(BandPlan.WHOLE));
  private final ReadOnlyObjectWrapper<Optional<String>> undoLabel =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<String>> redoLabel =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private boolean gesture;
  private long lastEdit;

  /**
   * Starts with one band as trained.
   *
   * @param clock nanoseconds, of which only differences matter
   */
  public EditorModel(LongSupplier clock) {
    this.clock = clock;
    this.lastEdit = clock.getAsLong();
  }

  /** The edit as it is now. */
  public ReadOnlyObjectProperty<EditorState> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** The edit as it is now. */
  public EditorState state() {
    return state.get();
  }

  /** What undo would undo; empty when there is nothing. */
  public ReadOnlyObjectProperty<Optional<String>> undoLabelProperty() {
    return undoLabel.getReadOnlyProperty();
  }

  /** What redo would do again; empty when there is nothing. */
  public ReadOnlyObjectProperty<Optional<String>> redoLabelProperty() {
    return redoLabel.getReadOnlyProperty();
  }

  /**
   * Changes the edit.
   *
   * @param label what it does, for the undo menu
   * @param key changes with the same key in one gesture, or soon after each other, are one step
   * @param change makes the new state; one that equals the old does nothing
   */
  public void edit(String label, String key, UnaryOperator<EditorState> change) {
    EditorState before = state.get();
    EditorState after = change.apply(before);
    if (after.equals(before)) {
      return;
    }
    long now = clock.getAsLong();
    if (!gesture && now - lastEdit > MERGE_NANOS) {
      steps.seal();
    }
    lastEdit = now;
    steps.changed(label, key, before);
    state.set(after);
    publishLabels();
  }

  /** A drag begins: until it ends its changes are one step. */
  public void beginGesture() {
    steps.seal();
    gesture = true;
  }

  /** The drag has ended. */
  public void endGesture() {
    gesture = false;
    steps.seal();
  }

  /**
   * The steps that led here.
   *
   * @param done what can be undone, the last step first
   * @param undone what can be done again, the next step first
   */
  public record History(List<String> done, List<String> undone) {}

  /** The steps as they are now. */
  public History history() {
    return new History(steps.undoLabels(), steps.redoLabels());
  }

  /**
   * Goes several steps at once.
   *
   * @param count steps to do again, or, below 0, to take back; as many as there are
   */
  public void travel(int count) {
    EditorState now = state.get();
    for (int i = 0; i < Math.abs(count); i++) {
      Optional<EditorState> next = count < 0 ? steps.undo(now) : steps.redo(now);
      if (next.isEmpty()) {
        break;
      }
      now = next.get();
    }
    state.set(now);
    publishLabels();
  }

  /** Takes back the last step. */
  public void undo() {
    steps.undo(state.get()).ifPresent(state::set);
    publishLabels();
  }

  /** Does again what was taken back. */
  public void redo() {
    steps.redo(state.get()).ifPresent(state::set);
    publishLabels();
  }

  /** Starts anew from a state, as for another checkpoint: nothing to undo. */
  public void restart(EditorState first) {
    steps.clear();
    gesture = false;
    state.set(first);
    publishLabels();
  }

  private void publishLabels() {
    undoLabel.set(steps.undoLabel());
    redoLabel.set(steps.redoLabel());
  }
}
