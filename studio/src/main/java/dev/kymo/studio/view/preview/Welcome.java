package dev.kymo.studio.view.preview;

import dev.kymo.studio.project.EditorModel;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;

/**
 * One line for somebody who sees the studio for the first time, which says what to pull. It is gone
 * with the first edit, or when it is closed.
 */
public final class Welcome {

  private final ReadOnlyBooleanWrapper shown = new ReadOnlyBooleanWrapper();

  /** Not shown until it {@linkplain #begin begins}. */
  public Welcome(EditorModel editor) {
    editor
        .undoLabelProperty()
        .addListener(
            (p, before, after) -> {
              if (after.isPresent()) {
                end();
              }
            });
  }

  /** Whether the line is shown. */
  public ReadOnlyBooleanProperty shownProperty() {
    return shown.getReadOnlyProperty();
  }

  /** Shows the line. */
  public void begin() {
    shown.set(true);
  }

  /** Takes the line away. */
  public void end() {
    shown.set(false);
  }
}
