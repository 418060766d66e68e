package dev.kymo.inference.carry;

import dev.kymo.inference.frame.FrameImage;
import dev.kymo.inference.image.RgbFrame;
import java.util.Objects;

/**
 * A frame that pixels can be taken from.
 *
 * @param original the whole frame of the footage
 * @param learned what the model draws for it unedited, (S, S)
 */
public record CarrySource(RgbFrame original, FrameImage learned) {

  /** Refuses nulls. */
  public CarrySource {
    Objects.requireNonNull(original, "original");
    Objects.requireNonNull(learned, "learned");
  }
}
