package dev.kymo.inference.image;

/**
 * The size of an image as it is shown.
 *
 * @param width in pixels, at least 1
 * @param height in pixels, at least 1
 */
public record ImageSize(int width, int height) {
  @Override
  public String toString() {
    return width + " x " + height;
  }
}
