package dev.kymo.inference.clip;

import java.util.Objects;

/**
 * What a clip will be, known before its first frame.
 *
 * @param width of the frames that will come, in pixels
 * @param height of the frames that will come, in pixels
 * @param frames how many will come, at least 1
 * @param rate frames per second; formats without time ignore it
 * @param quality of an MP4
 * @param scale size of the clip over size of the frames, any factor in (0, 64]
 * @param scaleMethod how to scale, if scale is not 1
 */
public record ClipOptions(
    int width,
    int height,
    int frames,
    FrameRate rate,
    ClipQuality quality,
    double scale,
    ScaleMethod scaleMethod) {

  private static final double LARGEST_SCALE = 64;

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException with a sentence
   */
  public ClipOptions {
    Objects.requireNonNull(rate, "rate");
    Objects.requireNonNull(quality, "quality");
    Objects.requireNonNull(scaleMethod, "scaleMethod");
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("Frames cannot be " + width + " x " + height + " pixels.");
    }
    if (frames < 1) {
      throw new IllegalArgumentException("A clip needs at least one frame, not " + frames + ".");
    }
    if (!(scale > 0 && scale <= LARGEST_SCALE)) {
      throw new IllegalArgumentException(
          "The scale must be above 0 and at most " + (int) LARGEST_SCALE + ", not " + scale + ".");
    }
  }

  /** A clip of frames as they are, at 25 frames per second and the best quality. */
  public static ClipOptions of(int width, int height, int frames) {
    return new ClipOptions(
        width, height, frames, FrameRate.of(25), ClipQuality.BEST, 1, ScaleMethod.SMOOTH);
  }

  /** The same at another rate, in frames per second. */
  public ClipOptions withRate(double fps) {
    return new ClipOptions(width, height, frames, FrameRate.of(fps), quality, scale, scaleMethod);
  }

  /** The same in another quality. */
  public ClipOptions withQuality(ClipQuality value) {
    return new ClipOptions(width, height, frames, rate, value, scale, scaleMethod);
  }

  /** The same at another size. */
  public ClipOptions withScale(double factor, ScaleMethod method) {
    return new ClipOptions(width, height, frames, rate, quality, factor, method);
  }

  /** The width of the clip in pixels. */
  public int outputWidth() {
    return scaled(width);
  }

  /** The height of the clip in pixels. */
  public int outputHeight() {
    return scaled(height);
  }

  private int scaled(int size) {
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, Math.round(size * scale)));
  }
}
