package dev.kymo.studio.project;

import java.nio.file.Path;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * What the studio knows of an open checkpoint.
 *
 * @param checkpointId names the weights: {@code Checkpoint.id()}
 * @param name for people: the file's name without its ending
 * @param file where it came from
 * @param imageSize S, pixels
 * @param frequencies the learned sinusoids
 * @param videoLength T, frames of a training clip
 * @param step the training step that it was saved at, if known
 * @param latents how large its latents are
 */
public record ModelInfo(
    String checkpointId,
    String name,
    Path file,
    int imageSize,
    LearnedFrequencies frequencies,
    int videoLength,
    OptionalLong step,
    LatentShape latents) {

  /** Refuses nulls. */
  public ModelInfo {
    Objects.requireNonNull(checkpointId, "checkpointId");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(frequencies, "frequencies");
    Objects.requireNonNull(step, "step");
    Objects.requireNonNull(latents, "latents");
  }
}
