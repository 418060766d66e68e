package dev.kymo.studio.control;

import dev.kymo.studio.timeline.ClipRange;
import dev.kymo.studio.timeline.TimeScale;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.Control;
import javafx.scene.control.Skin;

/**
 * Continuous time: a ruler, thumbnails, a kymograph, a curve for each band, the trained range as
 * home ground, in and out points and the playhead. Scrubbed by dragging anywhere, zoomed by the
 * wheel at the pointer, panned with Shift and the wheel or the middle button; the bar between in
 * and out moves both.
 */
public final class Timeline extends Control {

  private final TimelineEdits edits;
  private final Words words;
  private final ObjectProperty<TimeScale> scale =
      new SimpleObjectProperty<>(this, "scale", new TimeScale(16, 25));
  private final DoubleProperty playhead = new SimpleDoubleProperty(this, "playhead", -1);
  private final ObjectProperty<ClipRange> range =
      new SimpleObjectProperty<>(this, "range", ClipRange.TRAINED);
  private final ObjectProperty<Viewport> viewport =
      new SimpleObjectProperty<>(this, "viewport", Viewport.HOME);
  private final ObjectProperty<List<TimelineLane>> lanes =
      new SimpleObjectProperty<>(this, "lanes", List.of());
  private final ObjectProperty<TimelineFrames> frames =
      new SimpleObjectProperty<>(this, "frames", TimelineFrames.NONE);
  private final ObjectProperty<Optional<TimelineFootage>> footage =
      new SimpleObjectProperty<>(this, "footage", Optional.empty());
  private final ObjectProperty<Kymograph> kymograph =
      new SimpleObjectProperty<>(this, "kymograph", Kymograph.NONE);
  private final BooleanProperty snapping = new SimpleBooleanProperty(this, "snapping");
  private final ObjectProperty<Inks> inks = new SimpleObjectProperty<>(this, "inks", Inks.DARK);
  private final ReadOnlyObjectWrapper<double[]> thumbnailTimes =
      new ReadOnlyObjectWrapper<>(this, "thumbnailTimes", new double[0]);
  private final ReadOnlyObjectWrapper<double[]> columnTimes =
      new ReadOnlyObjectWrapper<>(this, "columnTimes", new double[0]);

  /** An empty timeline around the trained range. */
  public Timeline(TimelineEdits edits, Words words) {
    this.edits = edits;
    this.words = words;
    getStyleClass().add("timeline");
    setFocusTraversable(true);
  }

  /** How t, frames and seconds relate. */
  public ObjectProperty<TimeScale> scaleProperty() {
    return scale;
  }

  /** Where the playhead is, units of t. */
  public DoubleProperty playheadProperty() {
    return playhead;
  }

  /** In and out point. */
  public ObjectProperty<ClipRange> rangeProperty() {
    return range;
  }

  /** What is in sight. */
  public ObjectProperty<Viewport> viewportProperty() {
    return viewport;
  }

  /** The bands' lanes, slowest first. */
  public ObjectProperty<List<TimelineLane>> lanesProperty() {
    return lanes;
  }

  /** Where thumbnails come from; a new value draws them anew. */
  public ObjectProperty<TimelineFrames> framesProperty() {
    return frames;
  }

  /** Frames as they were filmed, in a lane of their own; a new value draws them anew. */
  public ObjectProperty<Optional<TimelineFootage>> footageProperty() {
    return footage;
  }

  /** The times whose thumbnails are in sight, increasing. */
  public ReadOnlyObjectProperty<double[]> thumbnailTimesProperty() {
    return thumbnailTimes.getReadOnlyProperty();
  }

  /** The times of the kymograph's columns in sight, increasing and equally far apart. */
  public ReadOnlyObjectProperty<double[]> columnTimesProperty() {
    return columnTimes.getReadOnlyProperty();
  }

  /** One column of pixels over time. */
  public ObjectProperty<Kymograph> kymographProperty() {
    return kymograph;
  }

  /** Whether what is dragged snaps to frames; Alt turns it round while it is held. */
  public BooleanProperty snappingProperty() {
    return snapping;
  }

  /** The colours that are drawn with. */
  public ObjectProperty<Inks> inksProperty() {
    return inks;
  }

  TimelineLayout laneLayout() {
    return TimelineLayout.of(getHeight(), lanes.get().size(), footage.get().isPresent());
  }

  void setColumnTimes(double[] times) {
    columnTimes.set(times);
  }

  Words words() {
    return words;
  }

  void setThumbnailTimes(double[] times) {
    thumbnailTimes.set(times);
  }

  TimelineEdits edits() {
    return edits;
  }

  @Override
  protected Skin<?> createDefaultSkin() {
    return new TimelineSkin(this);
  }
}
