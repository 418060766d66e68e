package dev.kymo.studio.control;

import dev.kymo.studio.background.NewestOnly;
import java.nio.IntBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.SkinBase;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/**
 * Shows a {@link LossChart} in three layers: axes, lines, what follows the pointer. The lines come
 * drawn from the background, and the axes change with them.
 */
final class LossChartSkin extends SkinBase<LossChart> {

  private static final double LEFT = 52;
  private static final double RIGHT = 12;
  private static final double TOP = 10;
  private static final double BOTTOM = 24;
  private static final double NOTCH = 0.8;
  private static final double PAN = 0.15;
  private static final Font MONO = Font.font("JetBrains Mono", 11);
  private static final double ROW = 17;
  private static final double DIGIT = 6.7;
  private static final double LEAST = 20;

  private final Canvas axes = Parts.follower(new Canvas());
  private final ImageView lines = Parts.follower(new ImageView());
  private final Canvas pointer = Parts.follower(new Canvas());
  private final NewestOnly<ChartDrawing.Request, ChartDrawing> drawings;
  private Optional<ChartDrawing.Request> asked = Optional.empty();
  private Optional<ChartDrawing> shown = Optional.empty();
  private double width;
  private double height;
  private double pressX;
  private Optional<ChartSpan> pressed = Optional.empty();
  private double hoverX = -1;

  LossChartSkin(LossChart chart) {
    super(chart);
    drawings = new NewestOnly<>(ChartDrawing::new, chart.drawing(), Platform::runLater, this::show);
    for (Node layer : List.of(axes, lines, pointer)) {
      layer.setMouseTransparent(true);
      getChildren().add(layer);
    }
    lines.setSmooth(false);
    registerChangeListener(chart.seriesProperty(), c -> ask());
    registerChangeListener(chart.smoothingProperty(), c -> ask());
    registerChangeListener(chart.logStepsProperty(), c -> ask());
    registerChangeListener(chart.logValuesProperty(), c -> ask());
    registerChangeListener(chart.zoomProperty(), c -> ask());
    registerChangeListener(chart.inksProperty(), c -> ask());
    chart.addEventHandler(ScrollEvent.SCROLL, this::scroll);
    chart.addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
    chart.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
    chart.addEventHandler(MouseEvent.MOUSE_CLICKED, this::click);
    chart.addEventHandler(MouseEvent.MOUSE_MOVED, event -> hover(event.getX()));
    chart.addEventHandler(MouseEvent.MOUSE_EXITED, event -> hover(-1));
    chart.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
  }

  private ChartSpan span() {
    LossChart chart = getSkinnable();
    return ChartSpan.of(
        chart.seriesProperty().get(), chart.logStepsProperty().get(), chart.zoomProperty().get());
  }

  /** Lines are drawn for the pixels of the screen, so that they are sharp on a dense one too. */
  private double screenScale() {
    Scene scene = getSkinnable().getScene();
    boolean known = scene != null && scene.getWindow() != null;
    return known ? Math.max(1, scene.getWindow().getRenderScaleX()) : 1;
  }

  private void ask() {
    if (width < LEFT + RIGHT + LEAST || height < TOP + BOTTOM + LEAST) {
      return;
    }
    LossChart chart = getSkinnable();
    double scale = screenScale();
    ChartDrawing.Request request =
        new ChartDrawing.Request(
            chart.seriesProperty().get(),
            chart.smoothingProperty().get(),
            chart.logValuesProperty().get(),
            span().steps(),
            chart.inksProperty().get(),
            (int) Math.round(plotWidth() * scale),
            (int) Math.round(plotHeight() * scale),
            scale);
    if (!asked.equals(Optional.of(request))) {
      asked = Optional.of(request);
      drawings.ask(request);
    }
  }

  private double plotWidth() {
    return Math.max(1, width - LEFT - RIGHT);
  }

  private double plotHeight() {
    return Math.max(1, height - TOP - BOTTOM);
  }

  private double position(double x) {
    return (x - axes.getLayoutX() - LEFT) / plotWidth();
  }

  @Override
  protected void layoutChildren(double x, double y, double w, double h) {
    boolean resized = w != width || h != height;
    width = w;
    height = h;
    for (Canvas canvas : List.of(axes, pointer)) {
      canvas.setWidth(w);
      canvas.setHeight(h);
      canvas.relocate(x, y);
    }
    lines.relocate(x + LEFT, y + TOP);
    lines.setFitWidth(plotWidth());
    lines.setFitHeight(plotHeight());
    ask();
    if (resized) {
      shown.ifPresent(drawing -> paintAxes(drawing.plan()));
      paintPointer();
    }
  }

  private void show(ChartDrawing drawing) {
    boolean sameAxes =
        shown
            .filter(before -> before.plan().steps().equals(drawing.plan().steps()))
            .filter(before -> before.plan().values().equals(drawing.plan().values()))
            .filter(before -> before.request().inks().equals(drawing.request().inks()))
            .filter(before -> before.plan().series().isEmpty() == drawing.plan().series().isEmpty())
            .isPresent();
    shown = Optional.of(drawing);
    PixelBuffer<IntBuffer> pixels =
        new PixelBuffer<>(
            drawing.request().width(),
            drawing.request().height(),
            IntBuffer.wrap(drawing.argb()),
            PixelFormat.getIntArgbPreInstance());
    lines.setImage(new WritableImage(pixels));
    if (!sameAxes) {
      paintAxes(drawing.plan());
    }
    if (hoverX >= 0) {
      hover(hoverX);
    }
  }

  private void paintAxes(ChartPlan plan) {
    Inks inks = getSkinnable().inksProperty().get();
    GraphicsContext g = axes.getGraphicsContext2D();
    g.clearRect(0, 0, axes.getWidth(), axes.getHeight());
    g.setFont(MONO);
    g.setTextAlign(TextAlignment.RIGHT);
    ChartScale values = plan.values();
    for (double tick : values.ticks((int) (plotHeight() / 44))) {
      double y = Math.rint(TOP + (1 - values.position(tick)) * plotHeight());
      g.setFill(inks.rule());
      g.fillRect(LEFT, y, plotWidth(), 1);
      g.setFill(inks.faint());
      g.fillText(ChartScale.label(tick), LEFT - 8, y + 4);
    }
    ChartScale steps = plan.steps();
    g.setTextAlign(TextAlignment.CENTER);
    for (double tick : steps.ticks((int) (plotWidth() / 110))) {
      double x = Math.rint(LEFT + steps.position(tick) * plotWidth());
      g.setFill(inks.rule());
      g.fillRect(x, TOP + plotHeight(), 1, 4);
      g.setFill(inks.faint());
      String label = ChartScale.label(tick);
      double inside = Math.min(x, axes.getWidth() - (label.length() + 1) * DIGIT / 2);
      g.fillText(label, inside, TOP + plotHeight() + 17);
    }
    if (plan.series().isEmpty()) {
      g.setFill(inks.faint());
      g.fillText(
          getSkinnable().words().get("chart.empty"),
          LEFT + plotWidth() / 2,
          TOP + plotHeight() / 2);
    }
  }

  private void hover(double x) {
    hoverX = x;
    double position = position(x);
    getSkinnable()
        .setReadout(
            shown
                .filter(drawing -> x >= 0 && position >= 0 && position <= 1)
                .flatMap(d -> d.plan().readout(d.plan().steps().value(position))));
    paintPointer();
  }

  private void paintPointer() {
    GraphicsContext g = pointer.getGraphicsContext2D();
    g.clearRect(0, 0, pointer.getWidth(), pointer.getHeight());
    Optional<ChartReadout> readout = getSkinnable().readoutProperty().get();
    if (readout.isEmpty() || hoverX < 0) {
      return;
    }
    Inks inks = getSkinnable().inksProperty().get();
    double x = Math.rint(hoverX - axes.getLayoutX());
    g.setFill(inks.text());
    g.fillRect(x, TOP, 1, plotHeight());
    List<String> texts = readout.get().values().stream().map(LossChartSkin::text).toList();
    int longest = texts.stream().mapToInt(String::length).max().orElse(0);
    String title =
        getSkinnable()
            .words()
            .get("chart.step", String.format(Locale.ROOT, "%,d", readout.get().step()));
    double width = Math.max(longest, title.length()) * DIGIT + 24;
    double height = ROW * (texts.size() + 1) + 14;
    double left = x + 12 + width > pointer.getWidth() ? x - 12 - width : x + 12;
    double top = Math.max(2, Math.min(TOP + 8, pointer.getHeight() - height - 2));
    g.setFill(inks.home().deriveColor(0, 1, 1, 0.95));
    g.fillRoundRect(left, top, width, height, 8, 8);
    g.setStroke(inks.rule());
    g.setLineWidth(1);
    g.strokeRoundRect(left + 0.5, top + 0.5, width - 1, height - 1, 8, 8);
    g.setFont(MONO);
    g.setTextAlign(TextAlignment.LEFT);
    g.setFill(inks.text());
    g.fillText(title, left + 12, top + 18);
    for (int i = 0; i < texts.size(); i++) {
      g.setFill(inks.band(readout.get().values().get(i).color()));
      g.fillText(texts.get(i), left + 12, top + 18 + ROW * (i + 1));
    }
  }

  /** A value as it was logged; where a point stands for several, their mean and their range. */
  private static String text(ChartReadout.Value value) {
    String number = number(value.value());
    return value.min() == value.max()
        ? "%-12s %s".formatted(value.name(), number)
        : "%-12s %s  (%s \u2026 %s)"
            .formatted(value.name(), number, number(value.min()), number(value.max()));
  }

  private static String number(double value) {
    return Math.abs(value) >= 1e6 || (value != 0 && Math.abs(value) < 1e-4)
        ? String.format(Locale.ROOT, "%.5e", value)
        : Double.toString(Math.rint(value * 1e6) / 1e6);
  }

  private void zoomAt(double position, double factor) {
    double inside = Math.max(0, Math.min(1, position));
    getSkinnable().zoomProperty().set(span().zoomed(inside, factor));
  }

  private void scroll(ScrollEvent event) {
    double delta = event.getDeltaY() + event.getDeltaX();
    if (delta == 0) {
      return;
    }
    if (event.isShiftDown()) {
      getSkinnable().zoomProperty().set(span().moved(delta > 0 ? -PAN : PAN));
    } else {
      zoomAt(position(event.getX()), delta > 0 ? NOTCH : 1 / NOTCH);
    }
    hover(event.getX());
    event.consume();
  }

  private void press(MouseEvent event) {
    if (event.getButton() == MouseButton.PRIMARY) {
      getSkinnable().requestFocus();
      pressX = event.getX();
      pressed = Optional.of(span());
    }
  }

  private void drag(MouseEvent event) {
    if (pressed.isPresent() && event.isPrimaryButtonDown()) {
      double by = (pressX - event.getX()) / plotWidth();
      getSkinnable().zoomProperty().set(pressed.get().moved(by));
      hover(event.getX());
    }
  }

  private void click(MouseEvent event) {
    if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2) {
      getSkinnable().zoomProperty().set(Optional.empty());
    }
  }

  private void key(KeyEvent event) {
    switch (event.getCode()) {
      case LEFT -> getSkinnable().zoomProperty().set(span().moved(-PAN));
      case RIGHT -> getSkinnable().zoomProperty().set(span().moved(PAN));
      case PLUS, ADD, EQUALS -> zoomAt(0.5, NOTCH);
      case MINUS, SUBTRACT -> zoomAt(0.5, 1 / NOTCH);
      case DIGIT0, NUMPAD0 -> getSkinnable().zoomProperty().set(Optional.empty());
      default -> {
        return;
      }
    }
    event.consume();
  }

  @Override
  protected double computePrefHeight(double width, double t, double r, double b, double l) {
    return 220;
  }

  @Override
  protected double computePrefWidth(double height, double t, double r, double b, double l) {
    return 480;
  }

  @Override
  protected double computeMinHeight(double width, double t, double r, double b, double l) {
    return 120;
  }

  @Override
  protected double computeMinWidth(double height, double t, double r, double b, double l) {
    return 160;
  }

  @Override
  protected double computeMaxHeight(double width, double t, double r, double b, double l) {
    return Double.MAX_VALUE;
  }

  @Override
  protected double computeMaxWidth(double height, double t, double r, double b, double l) {
    return Double.MAX_VALUE;
  }
}
