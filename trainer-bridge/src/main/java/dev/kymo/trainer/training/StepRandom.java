package dev.kymo.trainer.training;

import dev.kymo.inference.motion.Seeds;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * The random numbers of one step, as a function of the run's seed and the step alone. So a resumed
 * run draws what an unbroken one would have drawn, and nothing of it has to be saved.
 */
final class StepRandom {

  /** What numbers are drawn for; each has a stream of its own. */
  enum Purpose {
    IMAGE_D_CONTENT,
    IMAGE_D_MOTION,
    IMAGE_D_TIMES,
    IMAGE_D_NOISE,
    VIDEO_D_CONTENT,
    VIDEO_D_MOTION,
    VIDEO_D_TIMES,
    VIDEO_D_NOISE,
    GENERATOR_IMAGE_CONTENT,
    GENERATOR_IMAGE_MOTION,
    GENERATOR_IMAGE_TIMES,
    GENERATOR_IMAGE_NOISE,
    GENERATOR_VIDEO_CONTENT,
    GENERATOR_VIDEO_MOTION,
    GENERATOR_VIDEO_TIMES,
    GENERATOR_VIDEO_NOISE,
    AUGMENT_REAL_IMAGES,
    AUGMENT_FAKE_IMAGES,
    AUGMENT_GENERATOR_IMAGES,
    AUGMENT_REAL_CLIPS,
    AUGMENT_FAKE_CLIPS,
    AUGMENT_GENERATOR_CLIPS
  }

  private static final RandomGeneratorFactory<RandomGenerator> ALGORITHM =
      RandomGeneratorFactory.of("L64X128MixRandom");

  private final long seed;
  private final long step;

  /** Those of a step. */
  StepRandom(long seed, long step) {
    this.seed = seed;
    this.step = step;
  }

  /** A seed for other generators. */
  long seed(Purpose purpose) {
    return mix(mix(mix(seed) ^ step) ^ purpose.name().hashCode());
  }

  /** Uniform numbers. */
  RandomGenerator uniform(Purpose purpose) {
    return ALGORITHM.create(seed(purpose));
  }

  /** Standard normal numbers. */
  float[] normal(Purpose purpose, int count) {
    return Seeds.content(seed(purpose), count);
  }

  /** The finaliser of SplitMix64: neighbouring steps start far apart. */
  private static long mix(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
