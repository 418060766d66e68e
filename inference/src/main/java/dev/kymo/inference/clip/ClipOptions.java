package dev.kymo.inference.clip;

import java.util.Objects;
import java.util.Optional;

/**
 * What a clip will be, known before its first frame.
 *
 * @param width of the frames that will come, in pixels
 * @param height of the frames that will come, in pixels
 * @param frames how many will come, at least 1
 * @param rate frames per second; formats without time ignore it
 * @param quality of an MP4
 * @param scale size of the clip over size of the frames, any factor in (0, 64]
 * @param scaleMethod how to scale, if the size changes
 * @param exact the size of the clip in place of the scale, or nothing
 */
public record ClipOptions(
    int width,
    int height,
    int frames,
    FrameRate rate,
    ClipQuality quality,
    double scale,
    ScaleMethod scaleMethod,
    Optional<ExactSize> exact) {

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
    Objects.requireNonNull(exact, "exact");
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
        width,
        height,
        frames,
        FrameRate.of(25),
        ClipQuality.BEST,
        1,
        ScaleMethod.SMOOTH,
        Optional.empty());
  }

  /** The same at another rate, in frames per second. */
  public ClipOptions withRate(double fps) {
    return withRate(FrameRate.of(fps));
  }

  /** The same at another rate. */
  public ClipOptions withRate(FrameRate value) {
    return new ClipOptions(width, height, frames, value, quality, scale, scaleMethod, exact);
  }

  /** The same in another quality. */
  public ClipOptions withQuality(ClipQuality value) {
    return new ClipOptions(width, height, frames, rate, value, scale, scaleMethod, exact);
  }

  /** The same, scaled. */
  public ClipOptions withScale(double factor, ScaleMethod method) {
    return new ClipOptions(width, height, frames, rate, quality, factor, method, Optional.empty());
  }

  /** The same at an exact size, scaled smoothly. */
  public ClipOptions withSize(ExactSize size) {
    return new ClipOptions(
        width, height, frames, rate, quality, 1, ScaleMethod.SMOOTH, Optional.of(size));
  }

  /** The width of the clip in pixels. */
  public int outputWidth() {
    return exact.map(ExactSize::width).orElseGet(() -> scaled(width));
  }

  /** The height of the clip in pixels. */
  public int outputHeight() {
    return exact.map(ExactSize::height).orElseGet(() -> scaled(height));
  }

  /** The width that a frame gets in the clip, bars left out. */
  int pictureWidth() {
    return exact.map(size -> size.pictureWidth(width, height)).orElseGet(() -> scaled(width));
  }

  /** The height that a frame gets in the clip, bars left out. */
  int pictureHeight() {
    return exact.map(size -> size.pictureHeight(width, height)).orElseGet(() -> scaled(height));
  }

  /**
   * What an exact size does to the frames, if their shape is another: a sentence to be shown.
   * Shapes that differ by less than a pixel are the same.
   */
  public Optional<String> shapeNote() {
    if (exact.isEmpty()) {
      return Optional.empty();
    }
    if (pictureWidth() != outputWidth() || pictureHeight() != outputHeight()) {
      return Optional.of(
          "The frames keep their shape: they are %d x %d pixels, and black bars fill the %d x %d of the clip."
              .formatted(pictureWidth(), pictureHeight(), outputWidth(), outputHeight()));
    }
    boolean stretched =
        Math.abs((double) outputHeight() * width / height - outputWidth()) >= 1
            && Math.abs((double) outputWidth() * height / width - outputHeight()) >= 1;
    return stretched
        ? Optional.of(
            "The frames are stretched from %d x %d to %d x %d pixels, which distorts them."
                .formatted(width, height, outputWidth(), outputHeight()))
        : Optional.empty();
  }

  private int scaled(int size) {
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, Math.round(size * scale)));
  }
}
