package dev.kymo.inference.footage;

import dev.kymo.inference.clip.FrameRate;
import java.util.Objects;

/**
 * The footage that a model has learned, as its checkpoint says. Names no folder.
 *
 * @param name of the file, without its folder
 * @param hash {@link FootageHash} of its bytes, 64 hexadecimal digits
 * @param width of a frame as it is shown
 * @param height of a frame as it is shown
 * @param rate frames a second
 * @param first number of the first learned frame in the footage
 * @param frames how many were learned; frame k is at t = -1 + 2 k / T with T the model's clip
 *     length
 * @param square the part of the frame that was learned
 * @param contentSeed code under which the model shows this content
 * @param motionSeed code under which the model moves like this
 */
public record FootageOrigin(
    String name,
    String hash,
    int width,
    int height,
    FrameRate rate,
    int first,
    int frames,
    Square square,
    long contentSeed,
    long motionSeed) {

  /** Refuses nulls and a square outside of the frame. */
  public FootageOrigin {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(hash, "hash");
    Objects.requireNonNull(rate, "rate");
    if (!square.fits(width, height) || first < 0 || frames < 1) {
      throw new IllegalArgumentException(
          "The learned part does not lie in footage of %d x %d.".formatted(width, height));
    }
  }

  /** The time of a learned frame, or of one before or after them. */
  public double time(int frame, int clipLength) {
    return -1 + 2.0 * (frame - first) / clipLength;
  }
}
