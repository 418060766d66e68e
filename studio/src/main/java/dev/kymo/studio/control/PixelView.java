package dev.kymo.studio.control;

import dev.kymo.inference.frame.FrameImage;
import java.nio.IntBuffer;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.geometry.Rectangle2D;
import javafx.scene.Cursor;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;

/**
 * Shows frames: as large as fits in whole multiples of crisp pixels, or smooth at any factor, or
 * zoomed by the wheel at the pointer and panned by dragging. A second frame can be shown left of a
 * divider, to compare. A frame is copied once into a buffer that the screen shares; nothing is
 * allocated for each frame.
 */
public final class PixelView extends Region {

  /** The zoom that makes the frame as large as fits. */
  public static final double FIT = 0;

  private static final double SMALLEST = 0.125;
  private static final double LARGEST = 64;
  private static final double GRAB = 8;

  private final ImageView view = Parts.follower(new ImageView());
  private final Region frame = new Region();
  private final Region divider = new Region();
  private final BooleanProperty smooth = new SimpleBooleanProperty(this, "smooth");
  private final DoubleProperty zoom = new SimpleDoubleProperty(this, "zoom", FIT);
  private final DoubleProperty split = new SimpleDoubleProperty(this, "split", 0.5);
  private final ReadOnlyDoubleWrapper factor = new ReadOnlyDoubleWrapper(this, "factor", 1);
  private Optional<PixelBuffer<IntBuffer>> buffer = Optional.empty();
  private Optional<FrameImage> shown = Optional.empty();
  private Optional<FrameImage> before = Optional.empty();
  private PixelCopy copy = PixelCopy.NONE;
  private double panX;
  private double panY;
  private double pressX;
  private double pressY;
  private boolean dividing;

  /** Shows nothing. */
  public PixelView() {
    getStyleClass().add("pixel-view");
    frame.getStyleClass().add("pixel-frame");
    divider.getStyleClass().add("split-line");
    divider.setId("split-line");
    divider.setMouseTransparent(true);
    view.setPreserveRatio(false);
    view.smoothProperty().bind(smooth);
    Rectangle clip = new Rectangle();
    clip.widthProperty().bind(widthProperty());
    clip.heightProperty().bind(heightProperty());
    setClip(clip);
    getChildren().addAll(frame, view, divider);
    smooth.addListener((p, a, b) -> requestLayout());
    split.addListener((p, a, b) -> requestLayout());
    zoom.addListener((p, a, b) -> zoomChanged());
    addEventHandler(ScrollEvent.SCROLL, this::scroll);
    addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
    addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
    addEventHandler(MouseEvent.MOUSE_MOVED, this::hover);
    clear();
  }

  /** Whether pixels are interpolated. */
  public BooleanProperty smoothProperty() {
    return smooth;
  }

  /** Screen pixels for each pixel, or {@link #FIT}. */
  public DoubleProperty zoomProperty() {
    return zoom;
  }

  /** Where the divider between before and after is, 0 left and 1 right of the frame. */
  public DoubleProperty splitProperty() {
    return split;
  }

  /** How many screen pixels a pixel is wide now. */
  public ReadOnlyDoubleProperty factorProperty() {
    return factor.getReadOnlyProperty();
  }

  /** Shows a frame. */
  public void show(FrameImage image) {
    boolean sameSize =
        shown.filter(s -> s.width() == image.width() && s.height() == image.height()).isPresent();
    shown = Optional.of(image);
    if (sameSize && view.isVisible()) {
      fill();
    } else {
      requestLayout();
    }
    view.setVisible(true);
    frame.setVisible(true);
  }

  /** Shows another frame of the same size left of the divider, or none. */
  public void compareWith(Optional<FrameImage> other) {
    boolean appears = other.isPresent() != before.isPresent();
    before = other;
    divider.setVisible(other.isPresent());
    if (appears) {
      requestLayout();
    } else {
      fill();
    }
  }

  /** Shows nothing. */
  public void clear() {
    view.setVisible(false);
    frame.setVisible(false);
    divider.setVisible(false);
  }

  private void fill() {
    if (shown.isEmpty() || copy.equals(PixelCopy.NONE)) {
      return;
    }
    FrameImage after = shown.get();
    FrameImage left =
        before
            .filter(b -> b.width() == after.width() && b.height() == after.height())
            .orElse(after);
    buffer.ifPresent(
        target ->
            target.updateBuffer(
                pixels -> {
                  copy.copy(left, after, pixels.getBuffer().array());
                  return null;
                }));
  }

  private void zoomChanged() {
    if (zoom.get() == FIT) {
      panX = 0;
      panY = 0;
    }
    requestLayout();
  }

  private double room(FrameImage image) {
    return Math.min(
        (getWidth() - snappedLeftInset() - snappedRightInset()) / image.width(),
        (getHeight() - snappedTopInset() - snappedBottomInset()) / image.height());
  }

  private double scale(FrameImage image) {
    if (zoom.get() != FIT) {
      return zoom.get();
    }
    double room = room(image);
    return smooth.get() || room < 1 ? Math.max(0.05, room) : Math.floor(room);
  }

  private double centreX() {
    return (getWidth() + snappedLeftInset() - snappedRightInset()) / 2;
  }

  private double centreY() {
    return (getHeight() + snappedTopInset() - snappedBottomInset()) / 2;
  }

  @Override
  protected void layoutChildren() {
    if (shown.isEmpty() || getWidth() < 1 || getHeight() < 1) {
      return;
    }
    FrameImage image = shown.get();
    double scale = scale(image);
    double width = Math.max(1, Math.rint(image.width() * scale));
    double height = Math.max(1, Math.rint(image.height() * scale));
    double x = Math.rint(centreX() + panX - width / 2);
    double y = Math.rint(centreY() + panY - height / 2);
    frame.resizeRelocate(x - 1, y - 1, width + 2, height + 2);
    factor.set(scale);
    double at = Math.rint(x + split.get() * width);
    divider.resizeRelocate(at - 1, y, 2, height);
    // Only what is in sight is copied: a frame at 64 times would be gigabytes.
    double left = Math.max(0, x);
    double top = Math.max(0, y);
    double right = Math.min(getWidth(), x + width);
    double bottom = Math.min(getHeight(), y + height);
    if (right - left < 1 || bottom - top < 1) {
      copy = PixelCopy.NONE;
      view.setFitWidth(0);
      return;
    }
    view.relocate(left, top);
    view.setFitWidth(right - left);
    view.setFitHeight(bottom - top);
    if (smooth.get() || scale < 1) {
      prepare(image.width(), image.height());
      copy = PixelCopy.whole(image.width(), image.height(), split.get());
      view.setViewport(
          new Rectangle2D(
              (left - x) / scale,
              (top - y) / scale,
              (right - left) / scale,
              (bottom - top) / scale));
    } else {
      int wide = (int) (right - left);
      int high = (int) (bottom - top);
      prepare(wide, high);
      copy = new PixelCopy(wide, high, left - x, top - y, scale, at - left);
      view.setViewport(null);
    }
    fill();
  }

  private void prepare(int width, int height) {
    boolean fits = buffer.filter(b -> b.getWidth() == width && b.getHeight() == height).isPresent();
    if (!fits) {
      PixelBuffer<IntBuffer> made =
          new PixelBuffer<>(
              width,
              height,
              IntBuffer.allocate(width * height),
              PixelFormat.getIntArgbPreInstance());
      buffer = Optional.of(made);
      view.setImage(new WritableImage(made));
    }
  }

  private void scroll(ScrollEvent event) {
    if (shown.isEmpty() || event.getDeltaY() == 0) {
      return;
    }
    double now = scale(shown.get());
    // Powers of the square root of two, so that whole multiples are met.
    double notch = Math.rint(2 * Math.log(now) / Math.log(2)) + Math.signum(event.getDeltaY());
    double next = Math.max(SMALLEST, Math.min(LARGEST, Math.pow(2, notch / 2)));
    // What is under the pointer stays there.
    double awayX = event.getX() - centreX() - panX;
    double awayY = event.getY() - centreY() - panY;
    panX += awayX * (1 - next / now);
    panY += awayY * (1 - next / now);
    zoom.set(next);
    event.consume();
  }

  private double dividerX() {
    return divider.getLayoutX() + 1;
  }

  private boolean overDivider(MouseEvent event) {
    return divider.isVisible() && Math.abs(event.getX() - dividerX()) <= GRAB;
  }

  private void hover(MouseEvent event) {
    // Null leaves it to what is around, which may hide it.
    setCursor(overDivider(event) ? Cursor.H_RESIZE : zoom.get() == FIT ? null : Cursor.MOVE);
  }

  private void press(MouseEvent event) {
    pressX = event.getX() - panX;
    pressY = event.getY() - panY;
    dividing = overDivider(event);
  }

  private void drag(MouseEvent event) {
    if (dividing) {
      double width = Math.max(1, frame.getWidth() - 2);
      double at = (event.getX() - frame.getLayoutX() - 1) / width;
      split.set(Math.max(0, Math.min(1, at)));
    } else if (zoom.get() != FIT) {
      panX = event.getX() - pressX;
      panY = event.getY() - pressY;
      requestLayout();
    }
  }
}
