package dev.kymo.inference.image;

/**
 * A decoded frame. The array is handed over, not copied.
 *
 * @param width in pixels, at least 1
 * @param height in pixels, at least 1
 * @param rgb (height, width, 3) uint8, row-major
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by identity on purpose: pixels are large.
public record RgbFrame(int width, int height, byte[] rgb) {

  /** Checks the sizes. */
  public RgbFrame {
    if (width < 1 || height < 1 || rgb.length != 3L * width * height) {
      throw new IllegalArgumentException(
          rgb.length + " bytes do not make a frame of " + width + " x " + height + ".");
    }
  }
}
