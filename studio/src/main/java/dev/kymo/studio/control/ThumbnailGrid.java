package dev.kymo.studio.control;

import java.util.List;
import java.util.function.IntConsumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Orientation;
import javafx.scene.control.Control;
import javafx.scene.control.Skin;
import javafx.scene.image.Image;

/** A grid of small moving pictures, one of which is picked by click, Space or Enter. */
public final class ThumbnailGrid extends Control {

  /**
   * One cell.
   *
   * @param name what a screen reader and the tooltip say
   * @param frames what is shown one after the other; empty until it is drawn
   * @param picked whether it is the one in use
   */
  public record Cell(String name, List<Image> frames, boolean picked) {

    /** Keeps an immutable copy. */
    public Cell {
      frames = List.copyOf(frames);
    }
  }

  private final IntConsumer pick;
  private final ObjectProperty<List<Cell>> cells =
      new SimpleObjectProperty<>(this, "cells", List.of());
  private final BooleanProperty moving = new SimpleBooleanProperty(this, "moving", true);

  /**
   * A grid without cells.
   *
   * @param pick hears which cell the user wants
   */
  public ThumbnailGrid(IntConsumer pick) {
    this.pick = pick;
    getStyleClass().add("thumbnail-grid");
    setFocusTraversable(false);
  }

  /** The cells, row by row. */
  public ObjectProperty<List<Cell>> cellsProperty() {
    return cells;
  }

  /** Whether the pictures move. */
  public BooleanProperty movingProperty() {
    return moving;
  }

  /** The wider, the taller: what lies below has to make room. */
  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  void pick(int index) {
    pick.accept(index);
  }

  @Override
  protected Skin<?> createDefaultSkin() {
    return new ThumbnailGridSkin(this);
  }
}
