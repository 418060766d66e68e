package dev.kymo.studio.control;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Control;
import javafx.scene.control.Skin;

/**
 * Values over the steps of training. The wheel zooms at the pointer, a drag pans, a double click
 * shows everything again; the arrow keys pan, plus and minus zoom. A point's whole spread is drawn
 * faintly behind the smoothed line. Lines are drawn in the background and shown when they are
 * ready.
 */
public final class LossChart extends Control {

  /** The most smoothing. */
  public static final double SMOOTHEST = 0.999;

  private final Words words;
  private final Executor drawing;
  private final ObjectProperty<List<ChartSeries>> series =
      new SimpleObjectProperty<>(this, "series", List.of());
  private final DoubleProperty smoothing = new SimpleDoubleProperty(this, "smoothing", 0.6);
  private final BooleanProperty logValues = new SimpleBooleanProperty(this, "logValues");
  private final BooleanProperty logSteps = new SimpleBooleanProperty(this, "logSteps");
  private final ObjectProperty<Optional<Steps>> zoom =
      new SimpleObjectProperty<>(this, "zoom", Optional.empty());
  private final ObjectProperty<Inks> inks = new SimpleObjectProperty<>(this, "inks", Inks.DARK);
  private final ReadOnlyObjectWrapper<Optional<ChartReadout>> readout =
      new ReadOnlyObjectWrapper<>(this, "readout", Optional.empty());

  /**
   * A part of the steps.
   *
   * @param from first step that is shown
   * @param to last step that is shown, larger
   */
  public record Steps(double from, double to) {}

  /**
   * A chart without lines.
   *
   * @param drawing where lines are drawn
   */
  public LossChart(Words words, Executor drawing) {
    this.words = words;
    this.drawing = drawing;
    getStyleClass().add("loss-chart");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
  }

  /** The lines, the last on top. */
  public ObjectProperty<List<ChartSeries>> seriesProperty() {
    return series;
  }

  /** How smooth the lines are, from 0, as they are, to {@link #SMOOTHEST}. */
  public DoubleProperty smoothingProperty() {
    return smoothing;
  }

  /** Whether values are on a logarithmic axis; those below 0 are then not shown. */
  public BooleanProperty logValuesProperty() {
    return logValues;
  }

  /** Whether steps are on a logarithmic axis. */
  public BooleanProperty logStepsProperty() {
    return logSteps;
  }

  /** The part that is shown; empty shows everything, also what is still to come. */
  public ObjectProperty<Optional<Steps>> zoomProperty() {
    return zoom;
  }

  /** The colours of what is no line. */
  public ObjectProperty<Inks> inksProperty() {
    return inks;
  }

  /** What is under the pointer; empty when it is elsewhere. */
  public ReadOnlyObjectProperty<Optional<ChartReadout>> readoutProperty() {
    return readout.getReadOnlyProperty();
  }

  void setReadout(Optional<ChartReadout> value) {
    readout.set(value);
  }

  Words words() {
    return words;
  }

  Executor drawing() {
    return drawing;
  }

  @Override
  protected Skin<?> createDefaultSkin() {
    return new LossChartSkin(this);
  }
}
