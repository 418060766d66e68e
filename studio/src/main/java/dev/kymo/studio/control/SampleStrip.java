package dev.kymo.studio.control;

import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Control;
import javafx.scene.control.Skin;
import javafx.scene.image.Image;

/** The clips of a sample: all frames side by side, or each clip moving. */
public final class SampleStrip extends Control {

  private final ObjectProperty<Optional<Strip>> strip =
      new SimpleObjectProperty<>(this, "strip", Optional.empty());
  private final BooleanProperty playing = new SimpleBooleanProperty(this, "playing");

  /**
   * A drawn sample.
   *
   * @param image a row for each clip, a column for each frame
   * @param rows clips
   * @param frames of each clip
   */
  public record Strip(Image image, int rows, int frames) {}

  /** A player without a sample. */
  public SampleStrip() {
    getStyleClass().add("sample-strip");
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
  }

  /** The sample; empty while there is none. */
  public ObjectProperty<Optional<Strip>> stripProperty() {
    return strip;
  }

  /** Whether the clips move. */
  public BooleanProperty playingProperty() {
    return playing;
  }

  @Override
  protected Skin<?> createDefaultSkin() {
    return new SampleStripSkin(this);
  }
}
