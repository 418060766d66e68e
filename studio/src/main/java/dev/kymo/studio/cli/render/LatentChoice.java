package dev.kymo.studio.cli.render;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where content, motion and noise come from.
 *
 * @param contentSeed seed of z_c for the first clip; the next clips count on
 * @param motionSeeds seeds of the rows of z_m for the first clip; the next clips count on
 * @param noiseSeed seed of the noise maps, the same for every clip
 * @param file latents that replace the seeds
 * @param asked whether somebody chose these; otherwise a model's own codes are taken where it has
 *     any
 * @param saveTo where the latents are written, numbered like the clips
 */
public record LatentChoice(
    long contentSeed,
    List<Long> motionSeeds,
    long noiseSeed,
    Optional<Path> file,
    boolean asked,
    Optional<Path> saveTo) {

  /** Keeps an immutable copy. */
  public LatentChoice {
    motionSeeds = List.copyOf(motionSeeds);
  }

  /** Codes that were chosen. */
  public LatentChoice(
      long contentSeed,
      List<Long> motionSeeds,
      long noiseSeed,
      Optional<Path> file,
      Optional<Path> saveTo) {
    this(contentSeed, motionSeeds, noiseSeed, file, true, saveTo);
  }

  /** The same with other seeds. */
  LatentChoice withSeeds(long content, long motion) {
    return new LatentChoice(content, List.of(motion), noiseSeed, file, asked, saveTo);
  }

  /** The content seed of a clip, from 0. */
  public long contentSeed(int clip) {
    return contentSeed + clip;
  }

  /** The motion seeds of a clip, from 0. */
  public List<Long> motionSeeds(int clip) {
    return motionSeeds.stream().map(seed -> seed + clip).toList();
  }
}
