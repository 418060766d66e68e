package dev.kymo.studio.view.motion;

import dev.kymo.studio.project.EditorModel;
import dev.kymo.studio.project.MotionPreset;
import dev.kymo.studio.project.MotionPreset.Setting;
import dev.kymo.studio.project.PresetShelf;
import dev.kymo.studio.view.kit.Texts;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;

/** Ready-made settings of the bands, and the user's own. */
public final class PresetsViewModel {

  private final EditorModel editor;
  private final PresetShelf shelf;
  private final Texts texts;
  private final List<MotionPreset> builtIn;

  /** Presets for the bands of the editor. */
  public PresetsViewModel(EditorModel editor, PresetShelf shelf, Texts texts) {
    this.editor = editor;
    this.shelf = shelf;
    this.texts = texts;
    builtIn =
        List.of(
            preset("trained", Setting.TRAINED),
            preset("slow", Setting.TRAINED, gain(0), gain(0)),
            preset("calm", gain(0.9), gain(0.6), gain(0.3)),
            preset("nervous", gain(0.8), gain(1.3), gain(1.8)),
            preset("half", new Setting(1, 0.5, 0)));
  }

  private MotionPreset preset(String key, Setting... settings) {
    return new MotionPreset(texts.get("preset." + key), List.of(settings));
  }

  private static Setting gain(double value) {
    return new Setting(value, 1, 0);
  }

  /** The studio's presets. */
  public List<MotionPreset> builtIn() {
    return builtIn;
  }

  /** The user's presets. */
  public ReadOnlyObjectProperty<List<MotionPreset>> ownProperty() {
    return shelf.presetsProperty();
  }

  /** Sets the bands. */
  public void apply(MotionPreset preset) {
    editor.beginGesture();
    editor.edit(
        texts.get("undo.preset", preset.name()),
        "preset",
        state -> state.withMotion(preset.apply(state.motion())));
    editor.endGesture();
  }

  /** Saves what the bands are set to; a blank name saves nothing. */
  public void save(String name) {
    if (!name.isBlank()) {
      shelf.save(MotionPreset.of(name, editor.state().motion()));
    }
  }

  /** Forgets one of the user's. */
  public void delete(MotionPreset preset) {
    shelf.delete(preset.name());
  }
}
