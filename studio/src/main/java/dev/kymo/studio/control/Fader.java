package dev.kymo.studio.control;

import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Control;
import javafx.scene.control.Skin;

/**
 * A vertical gain fader over [0, 4] with 1 in the middle. The fill takes its colour from {@code
 * -band-color}.
 */
public final class Fader extends Control {

  /** The largest gain. */
  public static final double MAX = 4;

  private final ValueEdits edits;
  private final DoubleProperty value = new SimpleDoubleProperty(this, "value", 1);

  /** A fader at 1. */
  public Fader(ValueEdits edits) {
    this.edits = edits;
    getStyleClass().add("fader");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.SLIDER);
    value.addListener((p, a, b) -> notifyAccessibleAttributeChanged(AccessibleAttribute.VALUE));
  }

  /** The gain that is shown. */
  public DoubleProperty valueProperty() {
    return value;
  }

  /** The gain that is shown. */
  public double getValue() {
    return value.get();
  }

  /** Hears what the user wants. */
  ValueEdits edits() {
    return edits;
  }

  @Override
  protected Skin<?> createDefaultSkin() {
    return new FaderSkin(this);
  }

  @Override
  public Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
    return switch (attribute) {
      case VALUE -> value.get();
      case MIN_VALUE -> 0.0;
      case MAX_VALUE -> MAX;
      default -> super.queryAccessibleAttribute(attribute, parameters);
    };
  }
}
