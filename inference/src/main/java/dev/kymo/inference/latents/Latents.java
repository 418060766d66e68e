package dev.kymo.inference.latents;

import dev.kymo.inference.motion.LatentCode;
import dev.kymo.inference.motion.NoiseCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a clip is drawn from, as numbers.
 *
 * @param content z_c (D_c)
 * @param motions z_m, one row (D_m) for each motion code, at least one
 * @param noise noise_i, one map for each styled layer in order, row-major r x r; empty when the
 *     file has none
 */
public record Latents(
    LatentCode.Given content, List<LatentCode.Given> motions, List<LatentCode.Given> noise) {

  /**
   * Keeps immutable copies.
   *
   * @throws IllegalArgumentException with a clause, when there is no motion, motions differ in
   *     length, or a map is not square
   */
  public Latents {
    motions = List.copyOf(motions);
    noise = List.copyOf(noise);
    if (motions.isEmpty()) {
      throw new IllegalArgumentException("z_m has no row");
    }
    for (LatentCode.Given motion : motions) {
      if (motion.values().length != motions.get(0).values().length) {
        throw new IllegalArgumentException("the rows of z_m differ in length");
      }
    }
    for (LatentCode.Given map : noise) {
      if (side(map) * side(map) != map.values().length) {
        throw new IllegalArgumentException("a noise map is not square");
      }
    }
  }

  /** D_c. */
  public int contentDim() {
    return content.values().length;
  }

  /** D_m. */
  public int motionDim() {
    return motions.get(0).values().length;
  }

  /** The noise for a frame request, if the file has any. */
  public Optional<NoiseCode> noiseCode() {
    List<LatentCode> maps = new ArrayList<>(noise);
    return maps.isEmpty() ? Optional.empty() : Optional.of(new NoiseCode.Given(maps));
  }

  /** The width and height of a map. */
  static int side(LatentCode.Given map) {
    return (int) Math.round(Math.sqrt(map.values().length));
  }
}
