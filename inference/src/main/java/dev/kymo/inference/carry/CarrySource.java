package dev.kymo.inference.carry;

import dev.kymo.inference.image.RgbFrame;
import java.util.Objects;

/**
 * A frame that pixels can be taken from.
 *
 * @param original the whole frame of the footage
 * @param learned what the model draws for it with every gain at 1, (S, S)
 */
public record CarrySource(RgbFrame original, RgbFrame learned) {

  /** Refuses nulls. */
  public CarrySource {
    Objects.requireNonNull(original, "original");
    Objects.requireNonNull(learned, "learned");
  }
}
