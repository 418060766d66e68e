package dev.kymo.studio.view.kit;

import dev.kymo.studio.control.Inks;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

/** How the studio looks: dark or light, and what follows for canvases. */
public final class Look {

  /** The themes. */
  public enum Theme {
    /** The pictures are the bright things. */
    DARK,
    /** For bright rooms. */
    LIGHT
  }

  private final ObjectProperty<Theme> theme = new SimpleObjectProperty<>(Theme.DARK);
  private final ReadOnlyObjectWrapper<Inks> inks = new ReadOnlyObjectWrapper<>(Inks.DARK);

  /** Starts with a theme. */
  public Look(Theme first) {
    theme.addListener((p, before, after) -> inks.set(after == Theme.DARK ? Inks.DARK : Inks.LIGHT));
    theme.set(first);
  }

  /** The theme. */
  public ObjectProperty<Theme> themeProperty() {
    return theme;
  }

  /** The other theme from now on. */
  public void switchTheme() {
    theme.set(theme.get() == Theme.DARK ? Theme.LIGHT : Theme.DARK);
  }

  /** The colours of what is drawn on canvases. */
  public ReadOnlyObjectProperty<Inks> inksProperty() {
    return inks.getReadOnlyProperty();
  }
}
