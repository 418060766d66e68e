package dev.kymo.studio.control;

import java.util.List;
import java.util.function.DoubleFunction;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.Control;
import javafx.scene.control.Skin;

/**
 * A mixing desk for the frequency bands of motion: the histogram of learned frequencies with its
 * cut points, and below it a strip for each band. It changes only when its properties do.
 */
public final class BandMixer extends Control {

  private final MixerEdits edits;
  private final Words words;
  private final ObjectProperty<List<MixerBand>> bands =
      new SimpleObjectProperty<>(this, "bands", List.of());
  private final ObjectProperty<FrequencyHistogram.Content> histogram =
      new SimpleObjectProperty<>(this, "histogram", FrequencyHistogram.Content.EMPTY);
  private final ObjectProperty<DoubleFunction<String>> label =
      new SimpleObjectProperty<>(this, "label", Double::toString);
  private final ObjectProperty<Inks> inks = new SimpleObjectProperty<>(this, "inks", Inks.DARK);

  /** A desk without bands. */
  public BandMixer(MixerEdits edits, Words words) {
    this.edits = edits;
    this.words = words;
    getStyleClass().add("band-mixer");
    setFocusTraversable(false);
  }

  /** The bands, slowest first. */
  public ObjectProperty<List<MixerBand>> bandsProperty() {
    return bands;
  }

  /** The learned frequencies and where they are cut. */
  public ObjectProperty<FrequencyHistogram.Content> histogramProperty() {
    return histogram;
  }

  /** How a frequency in radians per unit t is written. */
  public ObjectProperty<DoubleFunction<String>> labelProperty() {
    return label;
  }

  /** The colours that are drawn with. */
  public ObjectProperty<Inks> inksProperty() {
    return inks;
  }

  MixerEdits edits() {
    return edits;
  }

  Words words() {
    return words;
  }

  @Override
  protected Skin<?> createDefaultSkin() {
    return new BandMixerSkin(this);
  }
}
