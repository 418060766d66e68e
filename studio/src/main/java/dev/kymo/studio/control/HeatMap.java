package dev.kymo.studio.control;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Control;
import javafx.scene.control.Skin;
import javafx.scene.image.Image;

/** A picture whose columns are moments and whose rows are values, with marks and warnings. */
public final class HeatMap extends Control {

  private final ObjectProperty<Optional<Picture>> picture =
      new SimpleObjectProperty<>(this, "picture", Optional.empty());

  /**
   * What is shown.
   *
   * @param image stretched over the map, its first row at the top
   * @param marks labels of the vertical axis
   * @param flags places that need a look
   */
  public record Picture(Image image, List<Mark> marks, List<Flag> flags) {

    /** Keeps immutable copies. */
    public Picture {
      marks = List.copyOf(marks);
      flags = List.copyOf(flags);
    }
  }

  /**
   * A label of the vertical axis.
   *
   * @param at [0, 1] from below
   * @param text of it
   */
  public record Mark(double at, String text) {}

  /**
   * A warning.
   *
   * @param at [0, 1] from below
   * @param text of it
   */
  public record Flag(double at, String text) {}

  /** A map of nothing. */
  public HeatMap() {
    getStyleClass().add("heat-map");
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
  }

  /** What is shown; empty while there is nothing. */
  public ObjectProperty<Optional<Picture>> pictureProperty() {
    return picture;
  }

  @Override
  protected Skin<?> createDefaultSkin() {
    return new HeatMapSkin(this);
  }
}
