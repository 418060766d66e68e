package dev.kymo.studio.project;

import dev.kymo.inference.clip.SoundTrack;
import dev.kymo.inference.delivery.CarriedClip;
import java.util.Objects;
import java.util.Optional;

/**
 * How an export is carried to footage.
 *
 * @param footage whose pixels
 * @param part which part of its frames goes out
 * @param sound what goes along of its sound
 */
public record ExportCarrying(
    ExportFootage footage, CarriedClip.Part part, Optional<SoundTrack> sound) {

  /** Refuses nulls. */
  public ExportCarrying {
    Objects.requireNonNull(footage, "footage");
    Objects.requireNonNull(part, "part");
    Objects.requireNonNull(sound, "sound");
  }
}
