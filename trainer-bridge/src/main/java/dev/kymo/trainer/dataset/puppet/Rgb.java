package dev.kymo.trainer.dataset.puppet;

import java.util.Locale;

/**
 * A color, each channel 0 to 255.
 *
 * @param red sRGB
 * @param green sRGB
 * @param blue sRGB
 */
record Rgb(double red, double green, double blue) {

  /** From 0xRRGGBB. */
  static Rgb of(int rgb) {
    return new Rgb(rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF);
  }

  /** Lighter above 1, darker below. */
  Rgb times(double factor) {
    return new Rgb(
        Math.min(255, red * factor), Math.min(255, green * factor), Math.min(255, blue * factor));
  }

  /** Part of the way to another, 0 to 1. */
  Rgb toward(Rgb other, double part) {
    return new Rgb(
        red + part * (other.red - red),
        green + part * (other.green - green),
        blue + part * (other.blue - blue));
  }

  /** As #rrggbb. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "#%02x%02x%02x", (int) (red + 0.5), (int) (green + 0.5), (int) (blue + 0.5));
  }
}
