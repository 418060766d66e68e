package dev.kymo.studio.preferences;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** The preferences as they are now. JavaFX thread only. */
public final class PreferencesModel {
  private final ReadOnlyObjectWrapper<Preferences> preferences;
  private final Consumer<Preferences> save;

  /**
   * Starts with what was chosen before.
   *
   * @param save keeps them after each change
   */
  public PreferencesModel(Preferences first, Consumer<Preferences> save) {
    preferences = new ReadOnlyObjectWrapper<>(first);
    this.save = save;
  }

  /** The preferences. */
  public ReadOnlyObjectProperty<Preferences> preferencesProperty() {
    return preferences.getReadOnlyProperty();
  }

  /** The preferences as they are now. */
  public Preferences get() {
    return preferences.get();
  }

  /** Changes and keeps them. */
  public void change(UnaryOperator<Preferences> change) {
    Preferences next = change.apply(preferences.get());
    if (!next.equals(preferences.get())) {
      preferences.set(next);
      save.accept(next);
    }
  }
}
