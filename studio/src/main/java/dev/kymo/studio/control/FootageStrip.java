package dev.kymo.studio.control;

import dev.kymo.inference.image.RgbFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Cursor;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/**
 * Footage as a strip of small pictures, with the range that is wanted: its in and out point are
 * dragged or moved by the arrow keys, the range as a whole by its upper edge. A press or a drag
 * elsewhere goes to a frame. The wheel zooms, with Shift it pans.
 */
public final class FootageStrip extends Region {

  private static final double RULER = 20;
  private static final double OVERVIEW = 8;
  private static final double NARROWEST = 40;
  private static final double WIDEST = 160;
  private static final double ZOOM = 0.0025;
  private static final double GRIP = 13;
  private static final double TICK = 84;
  private static final int FAR = 10;

  /** A range that is less than this part of the footage is too small to be grabbed. */
  private static final double SMALL = 0.12;

  private static final double AROUND = 4;
  private static final double FEWEST_IN_SIGHT = 8;
  private static final Font FONT = Font.font("JetBrains Mono", 10.5);
  private static final double[] STEPS = {
    0.04, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1200, 1800, 3600
  };

  /**
   * What is shown.
   *
   * @param frames of the footage, at least 1
   * @param rate frames a second
   * @param aspect width of a frame over its height
   * @param first the in point's frame
   * @param end the frame behind the out point
   * @param cuts first frames of new scenes
   */
  public record Content(
      int frames, double rate, double aspect, int first, int end, List<Integer> cuts) {
    /** Keeps an immutable copy. */
    public Content {
      cuts = List.copyOf(cuts);
    }
  }

  /** Hears what the user does; frames are counted from 0 and may lie outside. */
  public interface Edits {
    /** The in point is wanted at a frame. */
    void in(int frame);

    /** The out point is wanted in front of a frame. */
    void out(int frame);

    /** The range is wanted as long, from a frame on. */
    void move(int frame);

    /** A frame is to be looked at. */
    void seek(int frame);
  }

  private final Edits edits;
  private final Words words;
  private final int height;
  private final Canvas canvas = Parts.follower(new Canvas());
  private final Region bar = part("range-bar");
  private final Region both = part("range-both");
  private final Region playline = part("playhead-line");
  private final Region playhead = part("playhead-head");
  private final StackPane in;
  private final StackPane out;
  private final ObjectProperty<Optional<Content>> content =
      new SimpleObjectProperty<>(this, "content", Optional.empty());
  private final ObjectProperty<Map<Integer, RgbFrame>> pictures =
      new SimpleObjectProperty<>(this, "pictures", Map.of());
  private final IntegerProperty position = new SimpleIntegerProperty(this, "position");
  private final ObjectProperty<Inks> inks = new SimpleObjectProperty<>(this, "inks", Inks.DARK);
  private final NavigableMap<Integer, Image> images = new TreeMap<>();
  private Consumer<List<Integer>> wanted = frames -> {};
  private double from;
  private double to = 1;
  private double grabbed;
  private double panned;

  /**
   * A strip of nothing.
   *
   * @param height of its pictures, screen pixels
   */
  public FootageStrip(Edits edits, Words words, int height) {
    this.edits = edits;
    this.words = words;
    this.height = height;
    getStyleClass().add("footage-strip");
    in = grip("in", edits::in, () -> content.get().map(Content::first).orElse(0));
    out = grip("out", edits::out, () -> content.get().map(Content::end).orElse(0));
    dressBoth();
    playline.setMouseTransparent(true);
    playhead.setMouseTransparent(true);
    getChildren().addAll(canvas, bar, both, in, out, playline, playhead);
    Rectangle clip = new Rectangle();
    clip.widthProperty().bind(widthProperty());
    clip.heightProperty().bind(heightProperty());
    setClip(clip);
    content.addListener((p, before, after) -> contentChanged(before, after));
    pictures.addListener((p, before, after) -> picturesChanged());
    inks.addListener((p, before, after) -> requestLayout());
    position.addListener((p, before, after) -> placePlayhead());
    widthProperty().addListener((p, before, after) -> requestLayout());
    addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
    addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
    addEventHandler(ScrollEvent.SCROLL, this::scroll);
    double total = RULER + height + OVERVIEW;
    setMinHeight(total);
    setPrefHeight(total);
    setMaxHeight(total);
  }

  /** What is shown; empty shows nothing. */
  public ObjectProperty<Optional<Content>> contentProperty() {
    return content;
  }

  /** Small pictures by the numbers of their frames. */
  public ObjectProperty<Map<Integer, RgbFrame>> picturesProperty() {
    return pictures;
  }

  /** The frame that is looked at. */
  public IntegerProperty positionProperty() {
    return position;
  }

  /** The colours that are drawn with. */
  public ObjectProperty<Inks> inksProperty() {
    return inks;
  }

  /** Told which frames are in sight, so that their pictures can be made. */
  public void onWanted(Consumer<List<Integer>> listener) {
    wanted = listener;
  }

  private static Region part(String style) {
    Region part = new Region();
    part.getStyleClass().add(style);
    part.setManaged(false);
    return part;
  }

  private interface Point {
    int get();
  }

  private StackPane grip(String id, Consumer<Integer> moved, Point now) {
    Region line = new Region();
    line.getStyleClass().add("range-line");
    Region tab = new Region();
    tab.getStyleClass().addAll("range-tab", id);
    StackPane grip = new StackPane(line, tab);
    StackPane.setAlignment(tab, Pos.TOP_CENTER);
    grip.getStyleClass().add("range-grip");
    grip.setId("learn-" + id);
    grip.setManaged(false);
    grip.setFocusTraversable(true);
    grip.setAccessibleText(words.get("timeline." + id));
    grip.setCursor(Cursor.H_RESIZE);
    grip.setOnMousePressed(
        event -> {
          grip.requestFocus();
          event.consume();
        });
    grip.setOnMouseDragged(
        event -> {
          moved.accept((int) Math.rint(frameAt(event)));
          event.consume();
        });
    grip.setOnKeyPressed(event -> nudge(event, moved, now));
    return grip;
  }

  private void dressBoth() {
    both.setId("learn-range");
    both.setFocusTraversable(true);
    both.setAccessibleText(words.get("timeline.range"));
    both.setCursor(Cursor.OPEN_HAND);
    both.setOnMousePressed(
        event -> {
          both.requestFocus();
          grabbed = frameAt(event) - content.get().map(Content::first).orElse(0);
          event.consume();
        });
    both.setOnMouseDragged(
        event -> {
          edits.move((int) Math.rint(frameAt(event) - grabbed));
          event.consume();
        });
    both.setOnKeyPressed(
        event -> nudge(event, edits::move, () -> content.get().map(Content::first).orElse(0)));
  }

  private static void nudge(KeyEvent event, Consumer<Integer> moved, Point now) {
    int step = event.isShiftDown() ? FAR : 1;
    IntUnaryOperator next =
        switch (event.getCode()) {
          case LEFT -> frame -> frame - step;
          case RIGHT -> frame -> frame + step;
          default -> null;
        };
    if (next != null && !event.isShortcutDown()) {
      moved.accept(next.applyAsInt(now.get()));
      event.consume();
    }
  }

  private double frameAt(MouseEvent event) {
    double x = sceneToLocal(event.getSceneX(), event.getSceneY()).getX();
    return from + x / Math.max(1, getWidth()) * (to - from);
  }

  private double x(double frame) {
    return (frame - from) / (to - from) * getWidth();
  }

  private void press(MouseEvent event) {
    if (content.get().isEmpty()) {
      return;
    }
    if (isInOverview(event)) {
      panned = event.getX();
      centre(event);
    } else {
      panned = -1;
      edits.seek((int) Math.floor(frameAt(event)));
    }
    event.consume();
  }

  private void drag(MouseEvent event) {
    if (content.get().isEmpty()) {
      return;
    }
    if (panned >= 0) {
      centre(event);
    } else {
      edits.seek((int) Math.floor(frameAt(event)));
    }
    event.consume();
  }

  private boolean isInOverview(MouseEvent event) {
    return event.getY() > RULER + height && isZoomed();
  }

  private boolean isZoomed() {
    return content.get().filter(c -> to - from < c.frames() - 0.5).isPresent();
  }

  /** Shows what lies around a place of the overview. */
  private void centre(MouseEvent event) {
    double middle = event.getX() / Math.max(1, getWidth()) * content.get().orElseThrow().frames();
    look(middle - (to - from) / 2, to - from);
  }

  private void scroll(ScrollEvent event) {
    if (content.get().isEmpty()) {
      return;
    }
    double length = to - from;
    if (event.isShiftDown() || Math.abs(event.getDeltaX()) > Math.abs(event.getDeltaY())) {
      double by = event.getDeltaX() != 0 ? event.getDeltaX() : event.getDeltaY();
      look(from - by / Math.max(1, getWidth()) * length, length);
    } else {
      double around = from + event.getX() / Math.max(1, getWidth()) * length;
      double next = length * Math.exp(-event.getDeltaY() * ZOOM);
      double bounded = Math.max(FEWEST_IN_SIGHT, Math.min(content.get().get().frames(), next));
      look(around - (around - from) / length * bounded, bounded);
    }
    event.consume();
  }

  private void look(double start, double length) {
    int frames = content.get().map(Content::frames).orElse(1);
    double most = Math.min(length, frames);
    from = Math.max(0, Math.min(frames - most, start));
    to = from + most;
    requestLayout();
  }

  private void contentChanged(Optional<Content> before, Optional<Content> after) {
    boolean other =
        before
            .map(Content::frames)
            .filter(f -> after.filter(a -> a.frames() == f).isPresent())
            .isEmpty();
    if (after.isPresent() && other) {
      Content c = after.get();
      double range = c.end() - c.first();
      if (range < SMALL * c.frames()) {
        double length = Math.min(c.frames(), range * AROUND);
        look(c.first() - (length - range) / 2, length);
      } else {
        look(0, c.frames());
      }
    }
    boolean there = after.isPresent();
    for (Region part : new Region[] {bar, both, in, out, playline, playhead}) {
      part.setVisible(there);
    }
    requestLayout();
  }

  private void picturesChanged() {
    images.keySet().retainAll(pictures.get().keySet());
    pictures.get().forEach((frame, picture) -> images.computeIfAbsent(frame, f -> image(picture)));
    requestLayout();
  }

  private static Image image(RgbFrame frame) {
    WritableImage image = new WritableImage(frame.width(), frame.height());
    image
        .getPixelWriter()
        .setPixels(
            0,
            0,
            frame.width(),
            frame.height(),
            PixelFormat.getByteRgbInstance(),
            frame.rgb(),
            0,
            3 * frame.width());
    return image;
  }

  /** Forgets the pictures: other footage comes. */
  public void forgetPictures() {
    images.clear();
  }

  @Override
  protected void layoutChildren() {
    canvas.setWidth(getWidth());
    canvas.setHeight(RULER + height + OVERVIEW);
    draw();
    content.get().ifPresent(this::place);
    placePlayhead();
  }

  private void place(Content c) {
    double left = Math.rint(x(c.first()));
    double right = Math.rint(x(c.end()));
    bar.resizeRelocate(left, RULER - 3, right - left, 3);
    both.resizeRelocate(left + GRIP / 2, RULER - 8, Math.max(0, right - left - GRIP), 8);
    in.resizeRelocate(left - GRIP / 2, RULER - 3, GRIP, height + 3.0);
    out.resizeRelocate(right - GRIP / 2, RULER - 3, GRIP, height + 3.0);
  }

  private void placePlayhead() {
    double at = Math.rint(x(position.get() + 0.5));
    playline.resizeRelocate(at - 1, 0, 2, RULER + height);
    playhead.resizeRelocate(at - 7, 0, 14, 15);
  }

  private void draw() {
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
    if (content.get().isEmpty() || getWidth() < 1) {
      return;
    }
    Content c = content.get().get();
    Inks ink = inks.get();
    g.setFill(ink.slot());
    g.fillRect(0, RULER, getWidth(), height);
    drawPictures(g, c);
    g.setFill(ink.away().deriveColor(0, 1, 1, 0.72));
    double left = x(c.first());
    double right = x(c.end());
    g.fillRect(0, RULER, Math.max(0, left), height);
    g.fillRect(right, RULER, Math.max(0, getWidth() - right), height);
    drawCuts(g, c);
    drawRuler(g, c, ink);
    if (isZoomed()) {
      drawOverview(g, c, ink);
    }
  }

  /** Pictures stand on a grid of frames that does not move while the strip is panned. */
  private void drawPictures(GraphicsContext g, Content c) {
    double wide = Math.max(NARROWEST, Math.min(WIDEST, height * c.aspect()));
    int step = (int) Math.max(1, Math.rint((to - from) * wide / getWidth()));
    List<Integer> frames = new ArrayList<>();
    for (int frame = firstSlot(step); frame < to && frame < c.frames(); frame += step) {
      frames.add(frame);
      Image image = nearest(frame, step);
      double at = x(frame);
      double room = x(Math.min(frame + step, c.frames())) - at;
      if (image != null) {
        double shown = Math.min(image.getWidth(), image.getHeight() * room / height);
        double inset = (image.getWidth() - shown) / 2;
        g.drawImage(image, inset, 0, shown, image.getHeight(), at, RULER, room - 1, height);
      }
    }
    wanted.accept(frames);
  }

  /** The picture of a frame; while it is being read, the nearest one that is not far away. */
  private Image nearest(int frame, int step) {
    Map.Entry<Integer, Image> before = images.floorEntry(frame);
    Map.Entry<Integer, Image> after = images.ceilingEntry(frame);
    boolean later =
        before == null || (after != null && after.getKey() - frame < frame - before.getKey());
    Map.Entry<Integer, Image> best = later ? after : before;
    return best == null || Math.abs(best.getKey() - frame) > step ? null : best.getValue();
  }

  private int firstSlot(int step) {
    int slots = (int) Math.floor(from / step);
    return slots * step;
  }

  private void drawCuts(GraphicsContext g, Content c) {
    g.setFill(Color.web("#f2b84b"));
    for (int cut : c.cuts()) {
      double at = Math.rint(x(cut));
      g.fillRect(at - 1, RULER, 2, height);
      g.fillPolygon(
          new double[] {at - 5, at + 5, at},
          new double[] {RULER + height, RULER + height, RULER + height - 7},
          3);
    }
  }

  private void drawRuler(GraphicsContext g, Content c, Inks ink) {
    double seconds = (to - from) / c.rate();
    double step = STEPS[STEPS.length - 1];
    for (double candidate : STEPS) {
      if (candidate / seconds * getWidth() >= TICK) {
        step = candidate;
        break;
      }
    }
    g.setFont(FONT);
    g.setTextAlign(TextAlignment.LEFT);
    g.setTextBaseline(VPos.TOP);
    for (double t = Math.floor(from / c.rate() / step) * step; t * c.rate() < to; t += step) {
      double at = Math.rint(x(t * c.rate()));
      g.setFill(ink.tick());
      g.fillRect(at, 0, 1, RULER - 4);
      g.setFill(ink.faint());
      g.fillText(clock(t, step), at + 4, 2);
    }
  }

  private static String clock(double seconds, double step) {
    long whole = (long) Math.floor(seconds + 1e-6);
    String text =
        whole >= 3600
            ? String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60)
            : String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
    return step >= 1
        ? text
        : text + String.format(Locale.ROOT, "%.2f", seconds - whole).substring(1);
  }

  private void drawOverview(GraphicsContext g, Content c, Inks ink) {
    double top = RULER + height + 3;
    double scale = getWidth() / c.frames();
    g.setFill(ink.rule());
    g.fillRoundRect(0, top, getWidth(), 4, 4, 4);
    g.setFill(ink.tick());
    g.fillRoundRect(from * scale, top, Math.max(6, (to - from) * scale), 4, 4, 4);
    g.setFill(ink.accent());
    g.fillRect(c.first() * scale, top, Math.max(2, (c.end() - c.first()) * scale), 4);
  }
}
