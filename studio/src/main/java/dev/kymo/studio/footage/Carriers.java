package dev.kymo.studio.footage;

import dev.kymo.inference.delivery.FrameCarrier;
import java.util.Objects;

/**
 * What carries edits to original pixels.
 *
 * @param live quick enough for 25 frames a second while something is dragged or played
 * @param best what an export uses
 */
public record Carriers(FrameCarrier.Factory live, FrameCarrier.Factory best) {

  /** Refuses nulls. */
  public Carriers {
    Objects.requireNonNull(live, "live");
    Objects.requireNonNull(best, "best");
  }
}
