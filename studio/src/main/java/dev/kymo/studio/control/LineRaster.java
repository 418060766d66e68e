package dev.kymo.studio.control;

import java.util.Arrays;

/**
 * Draws curves into pixels, column by column, without a toolkit and therefore on any thread. A
 * curve goes from left to right, so what a column of pixels sees of it is a band whose middle moves
 * evenly: the part of each pixel that it covers has a closed form.
 */
final class LineRaster {

  private static final double HALF = 0.5;

  private final int width;
  private final int height;
  private final int[] argb;
  private final float[] cover;
  private int column = -1;
  private int top;
  private int bottom;

  /** A raster of transparent pixels. */
  LineRaster(int width, int height) {
    this.width = width;
    this.height = height;
    argb = new int[width * height];
    cover = new float[height];
    clear();
  }

  /** The pixels, row by row, with premultiplied opacity. */
  int[] argb() {
    return argb;
  }

  private void clear() {
    top = height;
    bottom = -1;
  }

  /**
   * Fills a part of a column.
   *
   * @param x the column; nothing is drawn outside
   * @param from upper end, pixels from above
   * @param to lower end
   * @param ink straight ARGB
   */
  void fill(int x, double from, double to, int ink) {
    if (x < 0 || x >= width || !(to > from)) {
      return;
    }
    int first = (int) Math.max(0, Math.floor(from));
    int last = (int) Math.min(height - 1.0, Math.ceil(to) - 1);
    for (int y = first; y <= last; y++) {
      blend(x, y, ink, Math.min(to, y + 1.0) - Math.max(from, y));
    }
  }

  /**
   * Draws a curve.
   *
   * @param xs rising, pixels from the left, whole or half ones
   * @param ys pixels from above
   * @param count of points
   * @param thickness pixels
   * @param ink straight ARGB
   */
  void line(double[] xs, double[] ys, int count, double thickness, int ink) {
    for (int i = 0; i + 1 < count; i++) {
      double slope = (ys[i + 1] - ys[i]) / (xs[i + 1] - xs[i]);
      double end = Math.min(xs[i + 1], width);
      double x = Math.max(xs[i], 0);
      while (x < end) {
        double next = Math.min(end, Math.floor(x) + 1);
        double from = ys[i] + (x - xs[i]) * slope;
        double to = ys[i] + (next - xs[i]) * slope;
        moveTo((int) x, ink);
        add(from, to, slope, thickness, next - x);
        x = next;
      }
    }
    moveTo(-1, ink);
  }

  /** A dot: of a line that has one point only. */
  void dot(double x, double y, double radius, int ink) {
    for (int i = (int) (x - radius - 1); i <= x + radius + 1; i++) {
      for (int j = (int) (y - radius - 1); j <= y + radius + 1; j++) {
        double far = Math.hypot(i + HALF - x, j + HALF - y);
        if (i >= 0 && i < width && j >= 0 && j < height) {
          blend(i, j, ink, Math.max(0, Math.min(1, radius + HALF - far)));
        }
      }
    }
  }

  /** What was gathered for a column is blended when the curve leaves it. */
  private void moveTo(int next, int ink) {
    if (next == column) {
      return;
    }
    for (int y = top; y <= bottom; y++) {
      blend(column, y, ink, Math.min(1, cover[y]));
    }
    if (bottom >= top) {
      Arrays.fill(cover, top, bottom + 1, 0);
    }
    clear();
    column = next;
  }

  /**
   * Gathers what a piece of a curve covers of the rows of a column: a band as high as the line's
   * thickness along the slope, cut where it would stick out beyond the ends of a steep piece.
   */
  private void add(double from, double to, double slope, double thickness, double share) {
    double a = Math.min(from, to);
    double b = Math.max(from, to);
    double half = thickness / 2 * Math.sqrt(1 + slope * slope);
    double above = a - Math.min(half, thickness / 2);
    double below = b + Math.min(half, thickness / 2);
    int first = (int) Math.max(0, Math.floor(above));
    int last = (int) Math.min(height - 1.0, Math.ceil(below) - 1);
    double before = covered(Math.max(first, above), a, b, half);
    for (int y = first; y <= last; y++) {
      double after = covered(Math.min(y + 1.0, below), a, b, half);
      cover[y] += (float) (share * (after - before));
      before = after;
    }
    top = Math.min(top, first);
    bottom = Math.max(bottom, last);
  }

  /** How much of all that lies above y the band covers, its middle anywhere between a and b. */
  private static double covered(double y, double a, double b, double half) {
    return ramp(y + half, a, b) - ramp(y - half, a, b);
  }

  /** The mean of max(0, u - c) over c in [a, b]. */
  private static double ramp(double u, double a, double b) {
    if (u <= a) {
      return 0;
    }
    if (u >= b) {
      return u - (a + b) / 2;
    }
    return (u - a) * (u - a) / (2 * (b - a));
  }

  private void blend(int x, int y, int ink, double share) {
    double alpha = (ink >>> 24) / 255.0 * share;
    int at = y * width + x;
    int under = argb[at];
    double rest = 1 - alpha;
    int a = (int) Math.round(255 * alpha + rest * (under >>> 24));
    int r = mix(ink >> 16, alpha, under >> 16, rest, a);
    int g = mix(ink >> 8, alpha, under >> 8, rest, a);
    int b = mix(ink, alpha, under, rest, a);
    argb[at] = a << 24 | r << 16 | g << 8 | b;
  }

  private static int mix(int over, double alpha, int under, double rest, int most) {
    long value = Math.round((over & 0xFF) * alpha + (under & 0xFF) * rest);
    return (int) Math.min(most, value);
  }
}
