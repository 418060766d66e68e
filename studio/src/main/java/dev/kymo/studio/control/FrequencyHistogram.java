package dev.kymo.studio.control;

import java.util.List;
import java.util.function.DoubleFunction;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.Control;
import javafx.scene.control.Skin;
import javafx.scene.paint.Color;

/**
 * How strongly the clip moves at each learned frequency, coloured by band: bars as edited, over
 * faint ones as trained, with the cut points as handles that are dragged or moved by arrow keys. A
 * double click adds a cut point, on a handle or with the Delete key it takes one away.
 */
public final class FrequencyHistogram extends Control {

  /**
   * What is shown.
   *
   * @param trained strength in equal intervals over [0, largest] before the edit; 1 is the
   *     strongest
   * @param edited the same after the edit, as many
   * @param largest the right end, radians per unit t
   * @param cuts the cut points, radians per unit t
   * @param colors of the bands between them, one more than cut points
   */
  public record Content(
      List<Double> trained,
      List<Double> edited,
      double largest,
      List<Double> cuts,
      List<Color> colors) {

    /** Nothing. */
    public static final Content EMPTY = new Content(List.of(), List.of(), 1, List.of(), List.of());

    /** Keeps immutable copies. */
    public Content {
      trained = List.copyOf(trained);
      edited = List.copyOf(edited);
      cuts = List.copyOf(cuts);
      colors = List.copyOf(colors);
    }
  }

  /** Hears what the user does to the cut points. */
  public interface CutEdits {

    /** A drag begins. */
    void begin();

    /** The user wants cut point {@code index} here, radians per unit t. */
    void move(int index, double value);

    /** The drag has ended. */
    void end();

    /** The user wants another cut point here, radians per unit t. */
    void add(double value);

    /** The user wants cut point {@code index} gone. */
    void remove(int index);
  }

  private final CutEdits edits;
  private final Words words;
  private final ObjectProperty<Content> content =
      new SimpleObjectProperty<>(this, "content", Content.EMPTY);
  private final ObjectProperty<DoubleFunction<String>> label =
      new SimpleObjectProperty<>(this, "label", Double::toString);
  private final ObjectProperty<Inks> inks = new SimpleObjectProperty<>(this, "inks", Inks.DARK);

  /** An empty histogram. */
  public FrequencyHistogram(CutEdits edits, Words words) {
    this.edits = edits;
    this.words = words;
    getStyleClass().add("frequency-histogram");
    setFocusTraversable(false);
  }

  /** What is shown. */
  public ObjectProperty<Content> contentProperty() {
    return content;
  }

  /** How a frequency in radians per unit t is written, in cycles per second. */
  public ObjectProperty<DoubleFunction<String>> labelProperty() {
    return label;
  }

  /** The colours that are drawn with. */
  public ObjectProperty<Inks> inksProperty() {
    return inks;
  }

  Words words() {
    return words;
  }

  CutEdits edits() {
    return edits;
  }

  @Override
  protected Skin<?> createDefaultSkin() {
    return new FrequencyHistogramSkin(this);
  }
}
