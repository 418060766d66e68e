package dev.kymo.inference.image;

import java.util.Set;

/**
 * An image as it was read.
 *
 * @param frame upright, in sRGB
 * @param conversions what was done to it; empty for most files
 */
public record DecodedImage(RgbFrame frame, Set<ImageConversion> conversions) {

  /** Keeps an immutable copy. */
  public DecodedImage {
    conversions = Set.copyOf(conversions);
  }
}
