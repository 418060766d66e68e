package dev.kymo.studio.view.kit;

import dev.kymo.studio.control.ValueEdits;
import dev.kymo.studio.project.EditorModel;
import dev.kymo.studio.project.EditorState;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** Turns what a user does to a control into steps of the editor. */
public final class EditorEdits implements ValueEdits {

  private final EditorModel editor;
  private final String label;
  private final String key;
  private final BiFunction<EditorState, Double, EditorState> change;
  private final UnaryOperator<EditorState> initial;

  /**
   * Edits of one value.
   *
   * @param label what it does, for the undo menu
   * @param key changes with the same key merge
   * @param change the state with the new value
   * @param initial the state with the value that it had at first
   */
  public EditorEdits(
      EditorModel editor,
      String label,
      String key,
      BiFunction<EditorState, Double, EditorState> change,
      UnaryOperator<EditorState> initial) {
    this.editor = editor;
    this.label = label;
    this.key = key;
    this.change = change;
    this.initial = initial;
  }

  @Override
  public void begin() {
    editor.beginGesture();
  }

  @Override
  public void set(double value) {
    editor.edit(label, key, state -> change.apply(state, value));
  }

  @Override
  public void end() {
    editor.endGesture();
  }

  @Override
  public void reset() {
    editor.edit(label, key + ".reset", initial);
  }
}
