package dev.kymo.studio.control;

import dev.kymo.inference.footage.Square;
import dev.kymo.inference.image.RgbFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Rectangle;

/**
 * Shows a frame as large as fits, and over it the square of it that counts. The square is dragged,
 * resized by its corners, moved by the arrow keys (with Shift ten pixels, with Ctrl its size), and
 * made the largest in the middle by a double click. It snaps to the frame's edges and middle,
 * unless Alt is held.
 */
public final class SquareStage extends Region {

  private static final double REACH = 8;
  private static final double HANDLE = 16;
  private static final int FAR = 10;

  private final Words words;
  private final Consumer<Square> edits;
  private final ImageView view = Parts.follower(new ImageView());
  private final List<Region> shades = new ArrayList<>();
  private final StackPane square = new StackPane();
  private final List<StackPane> handles = new ArrayList<>();
  private final ObjectProperty<Optional<RgbFrame>> picture =
      new SimpleObjectProperty<>(this, "picture", Optional.empty());
  private final ObjectProperty<Optional<Framed>> framed =
      new SimpleObjectProperty<>(this, "framed", Optional.empty());
  private Optional<WritableImage> image = Optional.empty();
  private double pressX;
  private double pressY;
  private Square pressed = new Square(0, 0, 1);

  /**
   * A square in a frame.
   *
   * @param width of the frame, pixels
   * @param height of the frame, pixels
   * @param square in pixels of the frame
   */
  public record Framed(int width, int height, Square square) {}

  /**
   * Shows nothing.
   *
   * @param edits hears which square the user wants
   */
  public SquareStage(Consumer<Square> edits, Words words) {
    this.edits = edits;
    this.words = words;
    getStyleClass().add("square-stage");
    view.setSmooth(true);
    view.setPreserveRatio(false);
    getChildren().add(view);
    for (int i = 0; i < 4; i++) {
      Region shade = new Region();
      shade.getStyleClass().add("square-shade");
      shade.setMouseTransparent(true);
      shades.add(shade);
    }
    getChildren().addAll(shades);
    dressSquare();
    getChildren().add(square);
    for (SquareEdit.Corner corner : SquareEdit.Corner.values()) {
      StackPane handle = handle(corner);
      handles.add(handle);
      getChildren().add(handle);
    }
    Rectangle clip = new Rectangle();
    clip.widthProperty().bind(widthProperty());
    clip.heightProperty().bind(heightProperty());
    setClip(clip);
    setMinSize(0, 0);
    picture.addListener((p, before, after) -> pictureChanged());
    framed.addListener((p, before, after) -> framedChanged());
    framedChanged();
  }

  /** What is shown; it may be smaller than the frame that the square is counted in. */
  public ObjectProperty<Optional<RgbFrame>> pictureProperty() {
    return picture;
  }

  /** The square; empty shows none. */
  public ObjectProperty<Optional<Framed>> framedProperty() {
    return framed;
  }

  private void dressSquare() {
    square.getStyleClass().add("square-frame");
    square.setId("learn-square");
    square.setFocusTraversable(true);
    square.setCursor(Cursor.MOVE);
    square.setOnMousePressed(
        event -> {
          square.requestFocus();
          press(event);
          if (event.getClickCount() == 2) {
            framed.get().ifPresent(f -> edits.accept(Square.middle(f.width(), f.height())));
          }
        });
    square.setOnMouseDragged(
        event -> {
          double x = pressed.x() + (event.getSceneX() - pressX) / scale();
          double y = pressed.y() + (event.getSceneY() - pressY) / scale();
          change(edit(event).moved(pressed, x, y));
          event.consume();
        });
    square.setOnKeyPressed(this::key);
  }

  private StackPane handle(SquareEdit.Corner corner) {
    Region knob = new Region();
    knob.getStyleClass().add("square-knob");
    StackPane handle = new StackPane(knob);
    handle.setAlignment(Pos.CENTER);
    handle.setId("learn-square-" + corner.name().toLowerCase(Locale.ROOT));
    boolean falling = corner.isLeft() == corner.isTop();
    handle.setCursor(falling ? Cursor.NW_RESIZE : Cursor.NE_RESIZE);
    handle.setOnMousePressed(
        event -> {
          square.requestFocus();
          press(event);
        });
    handle.setOnMouseDragged(
        event -> {
          double x = pressed.x() + (corner.isLeft() ? 0 : pressed.side());
          double y = pressed.y() + (corner.isTop() ? 0 : pressed.side());
          change(
              edit(event)
                  .resized(
                      pressed,
                      corner,
                      x + (event.getSceneX() - pressX) / scale(),
                      y + (event.getSceneY() - pressY) / scale()));
          event.consume();
        });
    return handle;
  }

  private void press(MouseEvent event) {
    pressX = event.getSceneX();
    pressY = event.getSceneY();
    pressed = framed.get().map(Framed::square).orElse(pressed);
    event.consume();
  }

  private SquareEdit edit(MouseEvent event) {
    Framed f = framed.get().orElseThrow();
    return new SquareEdit(f.width(), f.height(), event.isAltDown() ? 0 : REACH / scale());
  }

  private void change(Square wanted) {
    if (framed.get().filter(f -> f.square().equals(wanted)).isEmpty()) {
      edits.accept(wanted);
    }
  }

  private void key(KeyEvent event) {
    if (framed.get().isEmpty()) {
      return;
    }
    Framed f = framed.get().get();
    SquareEdit edit = new SquareEdit(f.width(), f.height(), 0);
    Square now = f.square();
    int step = event.isShiftDown() ? FAR : 1;
    boolean size = event.isShortcutDown();
    Square next =
        switch (event.getCode()) {
          case LEFT ->
              size
                  ? edit.sized(now, now.side() - 2.0 * step)
                  : edit.moved(now, now.x() - step, now.y());
          case RIGHT ->
              size
                  ? edit.sized(now, now.side() + 2.0 * step)
                  : edit.moved(now, now.x() + step, now.y());
          case UP ->
              size
                  ? edit.sized(now, now.side() + 2.0 * step)
                  : edit.moved(now, now.x(), now.y() - step);
          case DOWN ->
              size
                  ? edit.sized(now, now.side() - 2.0 * step)
                  : edit.moved(now, now.x(), now.y() + step);
          default -> null;
        };
    if (next != null) {
      change(next);
      event.consume();
    }
  }

  private void pictureChanged() {
    if (picture.get().isEmpty()) {
      view.setImage(null);
      image = Optional.empty();
      return;
    }
    RgbFrame frame = picture.get().get();
    boolean fits =
        image
            .filter(i -> i.getWidth() == frame.width() && i.getHeight() == frame.height())
            .isPresent();
    if (!fits) {
      image = Optional.of(new WritableImage(frame.width(), frame.height()));
      view.setImage(image.get());
    }
    image
        .orElseThrow()
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
    requestLayout();
  }

  private void framedChanged() {
    boolean there = framed.get().isPresent();
    List<Node> parts = new ArrayList<>(shades);
    parts.add(square);
    parts.addAll(handles);
    parts.forEach(part -> part.setVisible(there));
    framed
        .get()
        .map(Framed::square)
        .ifPresent(
            s ->
                square.setAccessibleText(
                    words.get(
                        "learn.square.accessible",
                        String.valueOf(s.x()),
                        String.valueOf(s.y()),
                        String.valueOf(s.side()))));
    requestLayout();
  }

  /** Screen pixels for each pixel of the frame. */
  private double scale() {
    return framed
        .get()
        .map(f -> Math.min(getWidth() / f.width(), getHeight() / f.height()))
        .filter(s -> s > 0)
        .orElse(1.0);
  }

  @Override
  protected void layoutChildren() {
    if (framed.get().isEmpty()) {
      view.setFitWidth(1);
      view.setFitHeight(1);
      return;
    }
    Framed f = framed.get().get();
    double scale = scale();
    double width = Math.rint(f.width() * scale);
    double height = Math.rint(f.height() * scale);
    double left = Math.rint((getWidth() - width) / 2);
    double top = Math.rint((getHeight() - height) / 2);
    view.relocate(left, top);
    view.setFitWidth(width);
    view.setFitHeight(height);
    double x = left + Math.rint(f.square().x() * scale);
    double y = top + Math.rint(f.square().y() * scale);
    double side = Math.rint(f.square().side() * scale);
    shades.get(0).resizeRelocate(left, top, width, y - top);
    shades.get(1).resizeRelocate(left, y + side, width, top + height - y - side);
    shades.get(2).resizeRelocate(left, y, x - left, side);
    shades.get(3).resizeRelocate(x + side, y, left + width - x - side, side);
    square.resizeRelocate(x, y, side, side);
    SquareEdit.Corner[] corners = SquareEdit.Corner.values();
    for (int i = 0; i < corners.length; i++) {
      handles
          .get(i)
          .resizeRelocate(
              x + (corners[i].isLeft() ? 0 : side) - HANDLE / 2,
              y + (corners[i].isTop() ? 0 : side) - HANDLE / 2,
              HANDLE,
              HANDLE);
    }
  }
}
