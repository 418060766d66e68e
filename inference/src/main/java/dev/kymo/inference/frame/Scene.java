package dev.kymo.inference.frame;

import dev.kymo.inference.motion.LatentCode;
import dev.kymo.inference.motion.MotionEdit;
import dev.kymo.inference.motion.NoiseCode;
import java.util.Objects;

/**
 * Everything that a frame depends on but its time. Immutable and compared by value, so that it can
 * be part of a cache key.
 *
 * @param checkpointId which model draws it: {@code Checkpoint.id()}
 * @param content the content latent z_c
 * @param noise the noise maps
 * @param motion the bands and what is done to each
 */
public record Scene(String checkpointId, LatentCode content, NoiseCode noise, MotionEdit motion) {

  /** Refuses nulls. */
  public Scene {
    Objects.requireNonNull(checkpointId, "checkpointId");
    Objects.requireNonNull(content, "content");
    Objects.requireNonNull(noise, "noise");
    Objects.requireNonNull(motion, "motion");
  }
}
