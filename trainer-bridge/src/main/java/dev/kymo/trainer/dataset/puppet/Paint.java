package dev.kymo.trainer.dataset.puppet;

/** The color of one sample while layers are laid over it. */
final class Paint {
  private final double samples;
  private double sharpness;
  private double red;
  private double green;
  private double blue;

  /** Paint for samples of this width, in widths of the picture. */
  Paint(double sampleWidth) {
    samples = 1 / sampleWidth;
    sharpness = samples;
  }

  /** From now on distances are in units of this many widths of the picture. */
  void unit(double widths) {
    sharpness = samples * widths;
  }

  /** How much of the sample an outline at this signed distance covers, 0 to 1. */
  double coverage(double distance) {
    return Math.max(0, Math.min(1, 0.5 - distance * sharpness));
  }

  /** Covers everything. */
  void fill(Rgb color) {
    red = color.red();
    green = color.green();
    blue = color.blue();
  }

  /** Lays a shape over it. */
  void shape(double distance, Rgb color) {
    double part = coverage(distance);
    if (part > 0) {
      over(part, color);
    }
  }

  /** Lays a color over it, 0 to 1. */
  void over(double part, Rgb color) {
    red += part * (color.red() - red);
    green += part * (color.green() - green);
    blue += part * (color.blue() - blue);
  }

  double red() {
    return red;
  }

  double green() {
    return green;
  }

  double blue() {
    return blue;
  }
}
