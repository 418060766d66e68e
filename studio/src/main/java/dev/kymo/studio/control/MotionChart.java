package dev.kymo.studio.control;

import java.util.List;
import java.util.Locale;
import java.util.function.DoubleConsumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.VPos;
import javafx.scene.Cursor;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/**
 * How strong the motion of a clip is at each frequency, in the colours of the bands that it will
 * lie in. A press or a drag sets the highest frequency.
 */
public final class MotionChart extends Region {

  private static final double AXIS = 20;
  private static final double HEAD = 8;
  private static final double MARGIN = 8;
  private static final double HEIGHT = 104;
  private static final Font FONT = Font.font("JetBrains Mono", 10.5);
  private static final double[] STEPS = {0.5, 1, 2, 5, 10, 20, 50, 100};
  private static final double TICK = 44;

  /**
   * What is shown.
   *
   * @param strengths in equal intervals over [0, top], each at least 0
   * @param top the right end, Hz
   * @param highest the highest frequency that counts, Hz
   * @param crossovers where bands meet, Hz, increasing
   */
  public record Content(
      List<Double> strengths, double top, double highest, List<Double> crossovers) {

    /** Nothing. */
    public static final Content EMPTY = new Content(List.of(), 1, 1, List.of());

    /** Keeps immutable copies. */
    public Content {
      strengths = List.copyOf(strengths);
      crossovers = List.copyOf(crossovers);
    }
  }

  private final DoubleConsumer edits;
  private final Canvas canvas = Parts.follower(new Canvas());
  private final ObjectProperty<Content> content =
      new SimpleObjectProperty<>(this, "content", Content.EMPTY);
  private final ObjectProperty<Inks> inks = new SimpleObjectProperty<>(this, "inks", Inks.DARK);

  /**
   * An empty chart.
   *
   * @param edits hears which highest frequency the user wants, Hz
   */
  public MotionChart(DoubleConsumer edits) {
    this.edits = edits;
    getStyleClass().add("motion-chart");
    getChildren().add(canvas);
    setCursor(Cursor.H_RESIZE);
    setMinHeight(HEIGHT);
    setPrefHeight(HEIGHT);
    setMaxHeight(HEIGHT);
    content.addListener((p, before, after) -> requestLayout());
    inks.addListener((p, before, after) -> requestLayout());
    addEventHandler(MouseEvent.MOUSE_PRESSED, this::wish);
    addEventHandler(MouseEvent.MOUSE_DRAGGED, this::wish);
  }

  /** What is shown. */
  public ObjectProperty<Content> contentProperty() {
    return content;
  }

  /** The colours that are drawn with. */
  public ObjectProperty<Inks> inksProperty() {
    return inks;
  }

  private void wish(MouseEvent event) {
    if (!content.get().strengths().isEmpty()) {
      double at = (event.getX() - MARGIN) / plot() * content.get().top();
      edits.accept(Math.max(0, Math.min(content.get().top(), at)));
      event.consume();
    }
  }

  private double plot() {
    return Math.max(1, getWidth() - 2 * MARGIN);
  }

  private double x(double hertz) {
    return MARGIN + hertz / content.get().top() * plot();
  }

  @Override
  protected void layoutChildren() {
    canvas.setWidth(getWidth());
    canvas.setHeight(getHeight());
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.clearRect(0, 0, getWidth(), getHeight());
    Content c = content.get();
    if (c.strengths().isEmpty()) {
      return;
    }
    bars(g, c);
    lines(g, c);
    axis(g, c);
  }

  /** The root of the strength: what is small beside the slowest motion must still be seen. */
  private void bars(GraphicsContext g, Content c) {
    double most = c.strengths().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    double floor = getHeight() - AXIS;
    int count = c.strengths().size();
    int bands = c.crossovers().size() + 1;
    Inks ink = inks.get();
    double last = MARGIN;
    double peak = 0;
    for (int i = 0; i < count; i++) {
      peak = Math.max(peak, c.strengths().get(i));
      double right = Math.rint(MARGIN + (i + 1.0) / count * plot());
      if (right - last < 3 && i < count - 1) {
        continue;
      }
      double middle = (i + 0.5) / count * c.top();
      double bar = most > 0 ? Math.rint((floor - HEAD) * Math.sqrt(peak / most)) : 0;
      g.setFill(middle <= c.highest() ? band(c, middle, bands, ink) : ink.tickMinor());
      g.fillRect(last, floor - bar, Math.max(1, right - last - 1), bar);
      last = right;
      peak = 0;
    }
  }

  private static Color band(Content c, double hertz, int bands, Inks ink) {
    int band = 0;
    while (band < c.crossovers().size() && hertz >= c.crossovers().get(band)) {
      band++;
    }
    return ink.band(BandPalette.color(band, bands)).deriveColor(0, 1, 0.92, 1);
  }

  private void lines(GraphicsContext g, Content c) {
    double floor = getHeight() - AXIS;
    g.setFill(inks.get().tick());
    for (double crossover : c.crossovers()) {
      g.fillRect(Math.rint(x(crossover)), HEAD, 1, floor - HEAD);
    }
    double at = Math.rint(x(c.highest()));
    g.setFill(inks.get().text());
    g.fillRect(at, 4, 1, floor - 4);
    g.fillOval(at - 4, 0, 9, 9);
  }

  private void axis(GraphicsContext g, Content c) {
    g.setFill(inks.get().faint());
    g.setFont(FONT);
    g.setTextBaseline(VPos.CENTER);
    double step = STEPS[STEPS.length - 1];
    for (double candidate : STEPS) {
      if (candidate / c.top() * plot() >= TICK) {
        step = candidate;
        break;
      }
    }
    for (double hertz = 0; hertz <= c.top() + 1e-9; hertz += step) {
      double at = x(hertz);
      boolean end = at > getWidth() - 2 * MARGIN - TICK / 2;
      String text = String.format(Locale.ROOT, step < 1 ? "%.1f" : "%.0f", hertz);
      g.setTextAlign(hertz == 0 ? TextAlignment.LEFT : TextAlignment.CENTER);
      if (!end) {
        g.fillText(text, at, getHeight() - AXIS / 2);
      }
    }
    g.setTextAlign(TextAlignment.RIGHT);
    g.fillText("Hz", getWidth() - MARGIN, getHeight() - AXIS / 2);
  }
}
