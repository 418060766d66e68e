package dev.kymo.studio.project;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** Presets of the user's own, in the order in which they were saved. */
public final class PresetShelf {

  private final Consumer<List<MotionPreset>> keep;
  private final ReadOnlyObjectWrapper<List<MotionPreset>> presets =
      new ReadOnlyObjectWrapper<>(List.of());

  /**
   * A shelf.
   *
   * @param saved what was saved before
   * @param keep saves
   */
  public PresetShelf(List<MotionPreset> saved, Consumer<List<MotionPreset>> keep) {
    this.keep = keep;
    presets.set(List.copyOf(saved));
  }

  /** The presets. */
  public ReadOnlyObjectProperty<List<MotionPreset>> presetsProperty() {
    return presets.getReadOnlyProperty();
  }

  /** Saves one; it replaces the one of the same name. */
  public void save(MotionPreset preset) {
    List<MotionPreset> next = without(preset.name());
    next.add(preset);
    change(next);
  }

  /** Forgets the one of this name. */
  public void delete(String name) {
    change(without(name));
  }

  private List<MotionPreset> without(String name) {
    List<MotionPreset> next = new ArrayList<>(presets.get());
    next.removeIf(preset -> preset.name().equals(name));
    return next;
  }

  private void change(List<MotionPreset> next) {
    presets.set(List.copyOf(next));
    keep.accept(presets.get());
  }
}
