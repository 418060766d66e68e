package dev.kymo.studio.project;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Undo and redo over immutable states. Changes with the same key merge into one step until the
 * stack is sealed, so that a drag is undone at once.
 *
 * @param <S> the state
 */
final class UndoStack<S> {

  private record Step<S>(String label, String key, S state) {}

  private final int limit;
  private final Deque<Step<S>> undo = new ArrayDeque<>();
  private final Deque<Step<S>> redo = new ArrayDeque<>();
  private boolean sealed = true;

  UndoStack(int limit) {
    this.limit = limit;
  }

  /**
   * Notes a change.
   *
   * @param label what it does, for the menu
   * @param key changes with the same key merge
   * @param before the state that undo goes back to
   */
  void changed(String label, String key, S before) {
    redo.clear();
    boolean merges = !sealed && !undo.isEmpty() && undo.peek().key().equals(key);
    if (!merges) {
      undo.push(new Step<>(label, key, before));
      if (undo.size() > limit) {
        undo.removeLast();
      }
    }
    sealed = false;
  }

  /** The next change starts a step of its own. */
  void seal() {
    sealed = true;
  }

  /** Goes one step back from the given state. */
  Optional<S> undo(S now) {
    return move(undo, redo, now);
  }

  /** Goes one step forward from the given state. */
  Optional<S> redo(S now) {
    return move(redo, undo, now);
  }

  /** What undo would undo; empty when there is nothing. */
  Optional<String> undoLabel() {
    return Optional.ofNullable(undo.peek()).map(Step::label);
  }

  /** What redo would do again; empty when there is nothing. */
  Optional<String> redoLabel() {
    return Optional.ofNullable(redo.peek()).map(Step::label);
  }

  /** What can be undone, the last step first. */
  List<String> undoLabels() {
    return undo.stream().map(Step::label).toList();
  }

  /** What can be done again, the next step first. */
  List<String> redoLabels() {
    return redo.stream().map(Step::label).toList();
  }

  void clear() {
    undo.clear();
    redo.clear();
    sealed = true;
  }

  private Optional<S> move(Deque<Step<S>> from, Deque<Step<S>> to, S now) {
    sealed = true;
    if (from.isEmpty()) {
      return Optional.empty();
    }
    Step<S> step = from.pop();
    to.push(new Step<>(step.label(), step.key(), now));
    return Optional.of(step.state());
  }
}
