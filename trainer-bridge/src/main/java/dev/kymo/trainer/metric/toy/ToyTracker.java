package dev.kymo.trainer.metric.toy;

import dev.kymo.inference.frame.FrameImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the objects of toy frames. A column holds exactly one object when it holds exactly one blob
 * of light that is larger than a speck, and that blob is neither smaller nor larger than the toy
 * objects are. All measures are in pixels of a 64 x 64 frame. Immutable.
 */
public final class ToyTracker {
  /** Half of what the darkest object has. */
  private static final double THRESHOLD = 50;

  /** Smaller blobs are specks, square pixels: they are no object and disturb none. */
  private static final double SPECK = 6;

  /** The objects cover 36 to 49 square pixels; twice one is two that touch. */
  private static final double SMALLEST_AREA = 16;

  private static final double LARGEST_AREA = 80;

  /** The objects are 7 to 9 pixels wide and high, and blurred ones a little more. */
  private static final double SMALLEST_SIDE = 4;

  private static final double LARGEST_SIDE = 12;

  private final ToyGeometry geometry;
  private final ToyTemplates templates;

  /**
   * A tracker for frames of a size.
   *
   * @param size side of the frames in pixels
   * @throws IllegalArgumentException with a sentence when objects would be too small to be told
   *     apart
   */
  public ToyTracker(int size) {
    this.geometry = new ToyGeometry(size);
    this.templates = new ToyTemplates(geometry.scale());
  }

  /**
   * Finds the objects of a frame.
   *
   * @throws IllegalArgumentException when the frame has another size
   */
  public TrackedFrame track(FrameImage image) {
    if (image.width() != geometry.size() || image.height() != geometry.size()) {
      throw new IllegalArgumentException(
          "a tracker for %d x %d pixels got a frame of %d x %d"
              .formatted(geometry.size(), geometry.size(), image.width(), image.height()));
    }
    float[] light = Blob.light(image.argb());
    List<Optional<TrackedObject>> columns = new ArrayList<>();
    for (int column = 0; column < ToyGeometry.COLUMNS; column++) {
      int from = geometry.left(column);
      int to = geometry.left(column + 1);
      columns.add(
          onlyObject(Blob.find(light, geometry.size(), from, to, THRESHOLD), light)
              .map(blob -> measure(blob, image.argb(), light)));
    }
    return new TrackedFrame(columns);
  }

  private Optional<Blob> onlyObject(List<Blob> blobs, float[] light) {
    List<Blob> large = blobs.stream().filter(blob -> area(blob, light) >= SPECK).toList();
    return large.size() == 1 && isObject(large.get(0), light)
        ? Optional.of(large.get(0))
        : Optional.empty();
  }

  private boolean isObject(Blob blob, float[] light) {
    double area = area(blob, light);
    double width = blob.width() / geometry.scale();
    double height = blob.height() / geometry.scale();
    return area >= SMALLEST_AREA
        && area <= LARGEST_AREA
        && Math.min(width, height) >= SMALLEST_SIDE
        && Math.max(width, height) <= LARGEST_SIDE;
  }

  private double area(Blob blob, float[] light) {
    return blob.area(light) / (geometry.scale() * geometry.scale());
  }

  private TrackedObject measure(Blob blob, int[] argb, float[] light) {
    int size = geometry.size();
    double weight = 0;
    double sumX = 0;
    double sumY = 0;
    // One pixel more on each side: edges that are less than half covered tell where between pixels.
    for (int y = Math.max(0, blob.top() - 1); y <= Math.min(size - 1, blob.bottom() + 1); y++) {
      for (int x = Math.max(0, blob.left() - 1); x <= Math.min(size - 1, blob.right() + 1); x++) {
        double value = light[y * size + x];
        weight += value;
        sumX += value * x;
        sumY += value * y;
      }
    }
    double x = sumX / weight;
    double y = sumY / weight;
    return new TrackedObject(
        geometry.nominal(y), color(blob.core(light), argb), templates.best(light, size, x, y));
  }

  private static Rgb color(List<Integer> core, int[] argb) {
    double red = core.stream().mapToInt(pixel -> argb[pixel] >> 16 & 0xFF).average().orElseThrow();
    double green = core.stream().mapToInt(pixel -> argb[pixel] >> 8 & 0xFF).average().orElseThrow();
    double blue = core.stream().mapToInt(pixel -> argb[pixel] & 0xFF).average().orElseThrow();
    return new Rgb(red, green, blue);
  }
}
