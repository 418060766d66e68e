package dev.kymo.studio.project;

import dev.kymo.studio.timeline.ClipRange;
import dev.kymo.studio.timeline.TimeScale;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** The time scale and the range of what is edited, as properties of their own. */
public final class ProjectTime {

  private static final int PUBLISHED_LENGTH = 16;

  private final EditorModel editor;
  private final ModelSession session;
  private final ReadOnlyObjectWrapper<TimeScale> scale = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<ClipRange> range = new ReadOnlyObjectWrapper<>();

  /** Follows the editor and the open model. */
  public ProjectTime(EditorModel editor, ModelSession session) {
    this.editor = editor;
    this.session = session;
    editor.stateProperty().addListener((p, before, after) -> update());
    session.modelProperty().addListener((p, before, after) -> update());
    update();
  }

  /** How t, frames and seconds relate. */
  public ReadOnlyObjectProperty<TimeScale> scaleProperty() {
    return scale.getReadOnlyProperty();
  }

  /** In and out point. */
  public ReadOnlyObjectProperty<ClipRange> rangeProperty() {
    return range.getReadOnlyProperty();
  }

  private void update() {
    int length = session.modelProperty().get().map(ModelInfo::videoLength).orElse(PUBLISHED_LENGTH);
    // Equal records are not a change: listeners hear only of real ones.
    TimeScale nextScale = new TimeScale(length, editor.state().fps(), editor.state().between());
    if (!nextScale.equals(scale.get())) {
      scale.set(nextScale);
    }
    if (!editor.state().range().equals(range.get())) {
      range.set(editor.state().range());
    }
  }
}
