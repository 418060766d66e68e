package dev.kymo.studio.control;

import dev.kymo.studio.timeline.ClipRange;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.DoubleFunction;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Cursor;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SkinBase;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Rectangle;

/**
 * The timeline's canvases below and its moving parts above them: the playhead moves without
 * anything being drawn anew, and a change redraws only the layer that it changes.
 */
final class TimelineSkin extends SkinBase<Timeline> {

  private static final double ZOOM = 0.0022;
  private static final double GRIP = 13;
  private static final Set<TimelineLayer> ALL = EnumSet.allOf(TimelineLayer.class);
  private static final Set<TimelineLayer> FRAMES = EnumSet.of(TimelineLayer.FRAMES);
  private static final Set<TimelineLayer> FOOTAGE = EnumSet.of(TimelineLayer.FOOTAGE);
  private static final Set<TimelineLayer> KYMOGRAPH = EnumSet.of(TimelineLayer.KYMOGRAPH);
  private static final Set<TimelineLayer> LANES = EnumSet.of(TimelineLayer.LANES);

  private static final PseudoClass LATER = PseudoClass.getPseudoClass("later");

  private final Set<TimelineLayer> stale = EnumSet.allOf(TimelineLayer.class);
  private final TimelinePainter painter;
  private final Region playhead = part("playhead-line");
  private final Region head = part("playhead-head");
  private final Region away = away();
  private final Region rangeBar = part("range-bar");
  private final Region rangeGrip = new Region();
  private final StackPane in;
  private final StackPane out;
  private int lanes;
  private boolean filmed;
  private double panX;
  private double grabbed;

  TimelineSkin(Timeline timeline) {
    super(timeline);
    painter = new TimelinePainter(timeline);
    in = grip("in", t -> range(t, Math.max(rangeEnd(), t + frame())));
    out = grip("out", t -> range(Math.min(rangeStart(), t - frame()), t));
    both();
    getChildren().addAll(painter.canvases());
    getChildren().addAll(rangeBar, rangeGrip, in, out, playhead, head, away);
    Rectangle clip = new Rectangle();
    clip.widthProperty().bind(timeline.widthProperty());
    clip.heightProperty().bind(timeline.heightProperty());
    timeline.setClip(clip);
    registerChangeListener(timeline.viewportProperty(), changed -> redraw(ALL));
    registerChangeListener(timeline.scaleProperty(), changed -> redraw(ALL));
    registerChangeListener(timeline.rangeProperty(), changed -> redraw(ALL));
    registerChangeListener(timeline.inksProperty(), changed -> redraw(ALL));
    registerChangeListener(timeline.widthProperty(), changed -> redraw(ALL));
    registerChangeListener(timeline.heightProperty(), changed -> redraw(ALL));
    registerChangeListener(timeline.lanesProperty(), changed -> lanesChanged());
    registerChangeListener(timeline.framesProperty(), changed -> redraw(FRAMES));
    registerChangeListener(timeline.footageProperty(), changed -> footageChanged());
    registerChangeListener(timeline.kymographProperty(), changed -> redraw(KYMOGRAPH));
    registerChangeListener(timeline.playheadProperty(), changed -> placePlayhead());
    timeline.addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
    timeline.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
    timeline.addEventHandler(ScrollEvent.SCROLL, this::scroll);
    timeline.addEventHandler(ContextMenuEvent.CONTEXT_MENU_REQUESTED, this::menu);
  }

  private void redraw(Set<TimelineLayer> layers) {
    stale.addAll(layers);
    getSkinnable().requestLayout();
  }

  private void lanesChanged() {
    int count = getSkinnable().lanesProperty().get().size();
    redraw(count == lanes ? LANES : ALL);
    lanes = count;
  }

  private void footageChanged() {
    boolean there = getSkinnable().footageProperty().get().isPresent();
    redraw(there == filmed ? FOOTAGE : ALL);
    filmed = there;
  }

  private static Region part(String style) {
    Region region = new Region();
    region.getStyleClass().add(style);
    region.setMouseTransparent(true);
    region.setManaged(false);
    return region;
  }

  /** Says at an edge of the ruler on which side the playhead is out of sight, and goes there. */
  private Region away() {
    Region arrow = Parts.follower(new Region());
    arrow.setId("playhead-away");
    arrow.getStyleClass().add("playhead-away");
    arrow.setCursor(Cursor.HAND);
    arrow.setAccessibleText(getSkinnable().words().get("timeline.away"));
    arrow.setOnMousePressed(
        event -> {
          Viewport now = view();
          double t = getSkinnable().playheadProperty().get();
          getSkinnable().viewportProperty().set(now.pan(t - (now.from() + now.to()) / 2));
          event.consume();
        });
    return arrow;
  }

  /** The bar between in and out, which moves both. */
  private void both() {
    rangeGrip.setId("timeline-range");
    rangeGrip.getStyleClass().add("range-both");
    rangeGrip.setManaged(false);
    rangeGrip.setFocusTraversable(true);
    rangeGrip.setAccessibleText(getSkinnable().words().get("timeline.range"));
    rangeGrip.setCursor(Cursor.OPEN_HAND);
    rangeGrip.setOnMousePressed(
        event -> {
          rangeGrip.requestFocus();
          getSkinnable().edits().beginRange();
          grabbed = timeAt(event) - rangeStart();
          event.consume();
        });
    rangeGrip.setOnMouseDragged(
        event -> {
          moveRange(snapped(timeAt(event) - grabbed, event));
          event.consume();
        });
    rangeGrip.setOnMouseReleased(
        event -> {
          getSkinnable().edits().endRange();
          event.consume();
        });
    rangeGrip.setOnKeyPressed(
        event -> {
          double step = frame() * (event.isShiftDown() ? 0.1 : 1);
          switch (event.getCode()) {
            case LEFT -> moveRange(rangeStart() - step);
            case RIGHT -> moveRange(rangeStart() + step);
            default -> {
              return;
            }
          }
          event.consume();
        });
  }

  private void moveRange(double from) {
    getSkinnable().edits().setRange(range(from, from + rangeEnd() - rangeStart()));
  }

  /** The time itself, or the nearest drawn frame of the trained clip's grid while snapping. */
  private double snapped(double t, MouseEvent event) {
    if (getSkinnable().snappingProperty().get() == event.isAltDown()) {
      return t;
    }
    return Math.rint((t + 1) / frame()) * frame() - 1;
  }

  private StackPane grip(String id, DoubleFunction<ClipRange> moved) {
    Region line = new Region();
    line.getStyleClass().add("range-line");
    Region tab = new Region();
    tab.getStyleClass().addAll("range-tab", id);
    StackPane grip = new StackPane(line, tab);
    StackPane.setAlignment(tab, Pos.TOP_CENTER);
    grip.getStyleClass().add("range-grip");
    grip.setId("timeline-" + id);
    grip.setManaged(false);
    grip.setFocusTraversable(true);
    grip.setAccessibleText(getSkinnable().words().get("timeline." + id));
    grip.setCursor(Cursor.H_RESIZE);
    grip.setOnMousePressed(
        event -> {
          grip.requestFocus();
          getSkinnable().edits().beginRange();
          event.consume();
        });
    grip.setOnMouseDragged(
        event -> {
          getSkinnable().edits().setRange(moved.apply(snapped(timeAt(event), event)));
          event.consume();
        });
    grip.setOnMouseReleased(
        event -> {
          getSkinnable().edits().endRange();
          event.consume();
        });
    grip.addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          double now = id.equals("in") ? rangeStart() : rangeEnd();
          double step = frame() * (event.isShiftDown() ? 0.1 : 1);
          switch (event.getCode()) {
            case LEFT -> getSkinnable().edits().setRange(moved.apply(now - step));
            case RIGHT -> getSkinnable().edits().setRange(moved.apply(now + step));
            default -> {
              return;
            }
          }
          event.consume();
        });
    return grip;
  }

  private double frame() {
    return getSkinnable().scaleProperty().get().step();
  }

  private double rangeStart() {
    return getSkinnable().rangeProperty().get().from();
  }

  private double rangeEnd() {
    return getSkinnable().rangeProperty().get().to();
  }

  private static ClipRange range(double from, double to) {
    return new ClipRange(from, to);
  }

  private Viewport view() {
    return getSkinnable().viewportProperty().get();
  }

  private double timeAt(MouseEvent event) {
    double x = getSkinnable().sceneToLocal(event.getSceneX(), event.getSceneY()).getX();
    return view().t(x, getSkinnable().getWidth());
  }

  @Override
  protected void layoutChildren(double x, double y, double width, double height) {
    Timeline timeline = getSkinnable();
    double[] times =
        TimelineGrid.thumbnailTimes(
            timeline.scaleProperty().get(),
            timeline.rangeProperty().get(),
            view(),
            timeline.getWidth());
    if (!Arrays.equals(times, timeline.thumbnailTimesProperty().get())) {
      timeline.setThumbnailTimes(times);
    }
    double[] columns =
        TimelineGrid.columnTimes(
            timeline.scaleProperty().get(),
            timeline.rangeProperty().get(),
            view(),
            timeline.getWidth());
    if (!Arrays.equals(columns, timeline.columnTimesProperty().get())) {
      timeline.setColumnTimes(columns);
    }
    painter.paint(stale);
    stale.clear();
    double start = Math.rint(view().x(rangeStart(), timeline.getWidth()));
    double end = Math.rint(view().x(rangeEnd(), timeline.getWidth()));
    double top = TimelineLayout.RULER - 6;
    in.resizeRelocate(start - (GRIP - 1) / 2, top, GRIP, timeline.getHeight() - top);
    out.resizeRelocate(end - (GRIP - 1) / 2, top, GRIP, timeline.getHeight() - top);
    rangeBar.resizeRelocate(start, TimelineLayout.RULER - 3, end - start, 3);
    rangeGrip.resizeRelocate(start + GRIP, TimelineLayout.RULER - 7, end - start - 2 * GRIP, 10);
    placePlayhead();
  }

  private void placePlayhead() {
    Timeline timeline = getSkinnable();
    double at = Math.rint(view().x(timeline.playheadProperty().get(), timeline.getWidth()));
    boolean inSight = at > -20 && at < timeline.getWidth() + 20;
    playhead.setVisible(inSight);
    head.setVisible(inSight);
    away.setVisible(!inSight);
    away.pseudoClassStateChanged(LATER, at > 0);
    away.resizeRelocate(at > 0 ? timeline.getWidth() - 18 : 4, 2, 14, 14);
    if (inSight) {
      playhead.resizeRelocate(at - 1, 0, 2, timeline.getHeight());
      head.resizeRelocate(at - 7, 0, 14, 15);
    }
  }

  private void menu(ContextMenuEvent event) {
    double t = view().t(event.getX(), getSkinnable().getWidth());
    ContextMenu menu =
        new ContextMenu(
            item("timeline.menu.seek", () -> getSkinnable().edits().seek(t)),
            item("timeline.menu.in", () -> mark(range(t, Math.max(rangeEnd(), t + frame())))),
            item("timeline.menu.out", () -> mark(range(Math.min(rangeStart(), t - frame()), t))));
    menu.show(getSkinnable(), event.getScreenX(), event.getScreenY());
    event.consume();
  }

  private void mark(ClipRange marked) {
    getSkinnable().edits().beginRange();
    getSkinnable().edits().setRange(marked);
    getSkinnable().edits().endRange();
  }

  private MenuItem item(String key, Runnable action) {
    MenuItem item = new MenuItem(getSkinnable().words().get(key));
    item.setId(key.replace('.', '-'));
    item.setOnAction(event -> action.run());
    return item;
  }

  private void press(MouseEvent event) {
    getSkinnable().requestFocus();
    panX = event.getX();
    if (event.getButton() == MouseButton.PRIMARY) {
      getSkinnable().edits().seek(snapped(timeAt(event), event));
    }
    event.consume();
  }

  private void drag(MouseEvent event) {
    if (event.isPrimaryButtonDown()) {
      getSkinnable().edits().seek(snapped(timeAt(event), event));
    } else if (event.isMiddleButtonDown()) {
      pan(panX - event.getX());
      panX = event.getX();
    }
    event.consume();
  }

  private void scroll(ScrollEvent event) {
    Timeline timeline = getSkinnable();
    if (event.isShiftDown() || Math.abs(event.getDeltaX()) > Math.abs(event.getDeltaY())) {
      double delta = event.getDeltaX() == 0 ? event.getDeltaY() : event.getDeltaX();
      pan(-delta);
    } else {
      double around = view().t(event.getX(), timeline.getWidth());
      timeline.viewportProperty().set(view().zoom(around, Math.exp(-event.getDeltaY() * ZOOM)));
    }
    event.consume();
  }

  private void pan(double pixels) {
    double units = pixels / getSkinnable().getWidth() * view().length();
    getSkinnable().viewportProperty().set(view().pan(units));
  }

  @Override
  protected double computePrefHeight(double width, double t, double r, double b, double l) {
    return TimelineLayout.comfortable(
        getSkinnable().lanesProperty().get().size(),
        getSkinnable().footageProperty().get().isPresent());
  }

  @Override
  protected double computeMinHeight(double width, double t, double r, double b, double l) {
    return TimelineLayout.least(
        getSkinnable().lanesProperty().get().size(),
        getSkinnable().footageProperty().get().isPresent());
  }

  @Override
  protected double computePrefWidth(double height, double t, double r, double b, double l) {
    return 800;
  }

  @Override
  protected double computeMinWidth(double height, double t, double r, double b, double l) {
    return 200;
  }
}
