package dev.kymo.trainer.dataset.puppet;

/**
 * Signed distances to outlines, negative inside, and textures. Plain arithmetic and square roots,
 * which Java defines to the last bit.
 */
final class Shapes {
  private static final int HASH_X = 0x27D4EB2D;
  private static final int HASH_Y = 0x165667B1;

  private Shapes() {}

  /** To an ellipse around the origin; exact on the outline, good near it. */
  static double ellipse(double x, double y, double radiusX, double radiusY) {
    double sx = x / radiusX;
    double sy = y / radiusY;
    double level = Math.sqrt(sx * sx + sy * sy);
    double gx = sx / radiusX;
    double gy = sy / radiusY;
    double slope = Math.sqrt(gx * gx + gy * gy);
    return slope == 0 ? -Math.min(radiusX, radiusY) : level * (level - 1) / slope;
  }

  /** To a circle around the origin. */
  static double circle(double x, double y, double radius) {
    return Math.sqrt(x * x + y * y) - radius;
  }

  /** To a rectangle around the origin, of half its width and height. */
  static double box(double x, double y, double halfWidth, double halfHeight) {
    double dx = Math.abs(x) - halfWidth;
    double dy = Math.abs(y) - halfHeight;
    double outX = Math.max(dx, 0);
    double outY = Math.max(dy, 0);
    return Math.sqrt(outX * outX + outY * outY) + Math.min(Math.max(dx, dy), 0);
  }

  /** To a line of some thickness from one point to another. */
  static double stroke(
      double x, double y, double fromX, double fromY, double toX, double toY, double radius) {
    double px = x - fromX;
    double py = y - fromY;
    double lineX = toX - fromX;
    double lineY = toY - fromY;
    double along = (px * lineX + py * lineY) / (lineX * lineX + lineY * lineY);
    double part = Math.max(0, Math.min(1, along));
    double dx = px - part * lineX;
    double dy = py - part * lineY;
    return Math.sqrt(dx * dx + dy * dy) - radius;
  }

  /** Both of two shapes, with a rounded joint of some radius. */
  static double join(double a, double b, double radius) {
    double part = Math.max(0, radius - Math.abs(a - b)) / radius;
    return Math.min(a, b) - part * part * radius / 4;
  }

  /** 0 at one end, 1 at the other, smooth between. */
  static double smooth(double from, double to, double value) {
    double part = Math.max(0, Math.min(1, (value - from) / (to - from)));
    return part * part * (3 - 2 * part);
  }

  /** A wave of period 1 and values -1 to 1, round at its turns. */
  static double wave(double x) {
    double part = x - Math.floor(x);
    double rising = part < 0.5 ? 2 * part : 2 - 2 * part;
    return 2 * rising * rising * (3 - 2 * rising) - 1;
  }

  /** Smooth noise with one value per unit cell, -1 to 1. */
  static double noise(double x, double y, int salt) {
    double cellX = Math.floor(x);
    double cellY = Math.floor(y);
    int ix = (int) cellX;
    int iy = (int) cellY;
    double fx = smooth(0, 1, x - cellX);
    double fy = smooth(0, 1, y - cellY);
    double top = mix(hash(ix, iy, salt), hash(ix + 1, iy, salt), fx);
    double bottom = mix(hash(ix, iy + 1, salt), hash(ix + 1, iy + 1, salt), fx);
    return mix(top, bottom, fy);
  }

  /** A fixed value of a cell, -1 to 1. */
  static double hash(int x, int y, int salt) {
    int h = x * HASH_X + y * HASH_Y + salt * 0x9E3779B9;
    h = (h ^ (h >>> 15)) * 0x85EBCA6B;
    h = (h ^ (h >>> 13)) * 0xC2B2AE35;
    h ^= h >>> 16;
    return h / 2147483648.0;
  }

  private static double mix(double a, double b, double part) {
    return a + part * (b - a);
  }
}
