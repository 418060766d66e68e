package dev.kymo.inference.image;

import java.util.Arrays;

/**
 * Makes images of one size another size: bilinear, and where it shrinks, every old pixel counts, as
 * in {@link SquareResizer}. Both directions are computed in float and rounded once. Safe for use by
 * several threads.
 */
public final class ImageScaler {
  private final ImageSize from;
  private final ImageSize to;
  private final Taps across;
  private final Taps down;

  /** A scaler between these sizes. */
  public ImageScaler(ImageSize from, ImageSize to) {
    this.from = from;
    this.to = to;
    this.across = Taps.of(from.width(), to.width(), 0, to.width());
    this.down = Taps.of(from.height(), to.height(), 0, to.height());
  }

  /**
   * Scales an image.
   *
   * @throws IllegalArgumentException when it does not have the size that this is for
   */
  public RgbFrame scale(RgbFrame image) {
    if (image.width() != from.width() || image.height() != from.height()) {
      throw new IllegalArgumentException(
          "This scales images of %s, not of %d x %d."
              .formatted(from, image.width(), image.height()));
    }
    return from.equals(to) ? image : new RgbFrame(to.width(), to.height(), scaled(image.rgb()));
  }

  private byte[] scaled(byte[] rgb) {
    float[] between = new float[3 * to.width() * from.height()];
    int at = 0;
    for (int y = 0; y < from.height(); y++) {
      for (int x = 0; x < to.width(); x++) {
        int pixel = 3 * (y * from.width() + across.first[x]);
        for (int tap = across.start[x]; tap < across.start[x + 1]; tap++) {
          float weight = across.weights[tap];
          between[at] += weight * (rgb[pixel] & 0xFF);
          between[at + 1] += weight * (rgb[pixel + 1] & 0xFF);
          between[at + 2] += weight * (rgb[pixel + 2] & 0xFF);
          pixel += 3;
        }
        at += 3;
      }
    }
    int row = 3 * to.width();
    byte[] out = new byte[row * to.height()];
    float[] sums = new float[row];
    for (int y = 0; y < to.height(); y++) {
      Arrays.fill(sums, 0.5f);
      int source = down.first[y] * row;
      for (int tap = down.start[y]; tap < down.start[y + 1]; tap++) {
        for (int i = 0; i < row; i++) {
          sums[i] += down.weights[tap] * between[source + i];
        }
        source += row;
      }
      for (int i = 0; i < row; i++) {
        out[y * row + i] = (byte) Math.min(255, (int) sums[i]);
      }
    }
    return out;
  }
}
