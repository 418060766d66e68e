package dev.kymo.inference.motion;

import java.util.List;

/**
 * Where the noise maps of a clip come from. One map for each styled layer, drawn once for a clip
 * and repeated in every frame (docs/model.md section 3).
 */
public sealed interface NoiseCode {

  /** Maps drawn from a seed (see {@link Seeds}). */
  record Seeded(long seed) implements NoiseCode {}

  /** The maps stored in the checkpoint, {@code renderer.noises.noise_i}. */
  record Stored() implements NoiseCode {}

  /**
   * Maps read from a latents file.
   *
   * @param maps one for each layer in order, row-major r x r values in a {@link LatentCode}
   */
  record Given(List<LatentCode> maps) implements NoiseCode {
    /** Keeps an immutable copy. */
    public Given {
      maps = List.copyOf(maps);
    }
  }
}
