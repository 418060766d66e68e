package dev.kymo.studio.project;

import dev.kymo.inference.delivery.CarriedClip;
import java.util.Optional;

/** What of footage and model is exported. */
public enum ExportPicture {
  /** Whole frames of the footage, with the edit carried to them. */
  FRAME,
  /** The learned square of them alone. */
  SQUARE,
  /** The model's own picture. */
  MODEL;

  /** The part of the footage's frames; empty for the model's own picture. */
  public Optional<CarriedClip.Part> part() {
    return switch (this) {
      case FRAME -> Optional.of(CarriedClip.Part.FRAME);
      case SQUARE -> Optional.of(CarriedClip.Part.SQUARE);
      case MODEL -> Optional.empty();
    };
  }
}
