package dev.kymo.inference.frame;

import java.util.Objects;

/**
 * A drawn frame as opaque ARGB pixels. The array is handed over, not copied: whoever made the image
 * no longer writes to it, and nobody who gets it does.
 *
 * @param width in pixels, at least 1
 * @param height in pixels, at least 1
 * @param argb row-major, width * height values 0xFFRRGGBB
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by identity on purpose: pixels are large.
public record FrameImage(int width, int height, int[] argb) {

  /** Checks the sizes. */
  public FrameImage {
    Objects.requireNonNull(argb, "argb");
    if (width < 1 || height < 1 || argb.length != width * height) {
      throw new IllegalArgumentException(
          argb.length + " pixels do not make an image of " + width + " x " + height);
    }
  }

  /** The memory that the pixels take, in bytes. */
  public long byteSize() {
    return 4L * argb.length;
  }
}
