package dev.kymo.trainer.metric.toy;

import dev.kymo.trainer.dataset.toy.ToyShape;
import java.util.EnumMap;
import java.util.Map;

/**
 * Tells shapes apart by correlation: a window around an object is compared with each shape drawn at
 * the same place between pixels. Immutable.
 */
final class ToyTemplates {
  /** Places between two pixels at which shapes are drawn, along each axis. */
  private static final int PLACES = 8;

  /** Samples along each axis of a pixel. */
  private static final int SAMPLES = 8;

  /** Half of the window's side, in pixels of a 64 x 64 frame. */
  private static final double REACH = 6.5;

  private final double scale;
  private final int reach;
  private final Map<ToyShape, float[][]> drawn = new EnumMap<>(ToyShape.class);

  /**
   * Draws all shapes at all places.
   *
   * @param scale pixels for one pixel of a 64 x 64 frame
   */
  ToyTemplates(double scale) {
    this.scale = scale;
    this.reach = (int) Math.ceil(REACH * scale);
    for (ToyShape shape : ToyShape.values()) {
      Centre centre = Centre.of(shape);
      float[][] places = new float[PLACES * PLACES][];
      for (int place = 0; place < places.length; place++) {
        places[place] = draw(shape, centre, offset(place % PLACES), offset(place / PLACES));
      }
      drawn.put(shape, places);
    }
  }

  /**
   * Where a shape's centre of light is, from what its clip calls its centre, in pixels of a 64 x 64
   * frame.
   */
  record Centre(double x, double y) {
    private static final int FAR = 8;

    static Centre of(ToyShape shape) {
      int count = 0;
      double sumX = 0;
      double sumY = 0;
      for (int y = -FAR; y <= FAR; y++) {
        for (int x = -FAR; x <= FAR; x++) {
          if (shape.covers(x, y)) {
            count++;
            sumX += x;
            sumY += y;
          }
        }
      }
      return new Centre(sumX / count, sumY / count);
    }
  }

  /** From the middle of a pixel, [-1/2, 1/2). */
  private static double offset(int place) {
    return (double) place / PLACES - 0.5;
  }

  private static int place(double offset) {
    return Math.floorMod((int) Math.round((offset + 0.5) * PLACES), PLACES);
  }

  /** A shape whose centre of light is off the middle of the window, with mean 0 and norm 1. */
  private float[] draw(ToyShape shape, Centre centre, double offsetX, double offsetY) {
    int side = 2 * reach + 1;
    float[] window = new float[side * side];
    for (int y = -reach; y <= reach; y++) {
      for (int x = -reach; x <= reach; x++) {
        window[(y + reach) * side + x + reach] = coverage(shape, centre, x - offsetX, y - offsetY);
      }
    }
    normalise(window);
    return window;
  }

  /** The share of a pixel that the shape covers, when the pixel's middle is here. */
  private float coverage(ToyShape shape, Centre centre, double middleX, double middleY) {
    int covered = 0;
    for (int j = 0; j < SAMPLES; j++) {
      double y = (middleY + (j + 0.5) / SAMPLES - 0.5) / scale + centre.y();
      for (int i = 0; i < SAMPLES; i++) {
        double x = (middleX + (i + 0.5) / SAMPLES - 0.5) / scale + centre.x();
        if (shape.covers((int) Math.round(x), (int) Math.round(y))) {
          covered++;
        }
      }
    }
    return (float) covered / (SAMPLES * SAMPLES);
  }

  private static void normalise(float[] values) {
    double mean = 0;
    for (float value : values) {
      mean += value;
    }
    mean /= values.length;
    double square = 0;
    for (int i = 0; i < values.length; i++) {
      values[i] -= (float) mean;
      square += (double) values[i] * values[i];
    }
    // A flat window resembles nothing: it stays at 0.
    float norm = (float) Math.sqrt(Math.max(square, Float.MIN_NORMAL));
    for (int i = 0; i < values.length; i++) {
      values[i] /= norm;
    }
  }

  /**
   * The shape that an object resembles most.
   *
   * @param light of each pixel of a square image, row-major
   * @param size its side in pixels
   * @param x the object's centre of light, middles of pixels are whole
   * @param y likewise
   */
  ToyShape best(float[] light, int size, double x, double y) {
    int side = 2 * reach + 1;
    int middleX = (int) Math.floor(x + 0.5 + 0.5 / PLACES);
    int middleY = (int) Math.floor(y + 0.5 + 0.5 / PLACES);
    float[] window = new float[side * side];
    for (int dy = -reach; dy <= reach; dy++) {
      for (int dx = -reach; dx <= reach; dx++) {
        int px = middleX + dx;
        int py = middleY + dy;
        if (px >= 0 && px < size && py >= 0 && py < size) {
          window[(dy + reach) * side + dx + reach] = light[py * size + px];
        }
      }
    }
    int place = place(y - middleY) * PLACES + place(x - middleX);
    ToyShape best = ToyShape.CIRCLE;
    double highest = Double.NEGATIVE_INFINITY;
    for (ToyShape shape : ToyShape.values()) {
      // The templates have mean 0, so the window's mean and norm change no order.
      double likeness = dot(window, drawn.get(shape)[place]);
      if (likeness > highest) {
        highest = likeness;
        best = shape;
      }
    }
    return best;
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
