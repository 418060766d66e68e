package dev.kymo.trainer.learning;

import dev.kymo.inference.motion.RestPosition;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Which edit a step practices. Reconstruction shows the generator every sinusoid at gain 1 alone:
 * smaller gains lie between what it has seen, larger ones do not, and what is slow stops where the
 * clip's own motion does. So some steps exaggerate the motion below a random frequency, about where
 * it rests. A function of seed and step.
 */
final class Exaggeration {
  /** Share of the steps after which frames are good enough to find motion in. */
  private static final double BEGIN = 0.3;

  /** One step in so many practices. */
  private static final int EVERY = 2;

  private static final double LARGEST_GAIN = 2;

  /** What practice takes, in images of a step: one more with gradients, one without, and a flow. */
  private static final double IMAGES = 2.8;

  /** The lowest frequency that motion is cut at, a share of the highest. */
  private static final double LOWEST = 0.1;

  private static final RandomGeneratorFactory<RandomGenerator> ALGORITHM =
      RandomGeneratorFactory.of("L64X128MixRandom");

  private final long seed;
  private final long steps;
  private final List<Integer> places;
  private final double highest;

  /**
   * Practice for a run.
   *
   * @param steps of the whole run
   * @param places of the frames that are learned
   * @param highest frequency, radians per unit t
   */
  Exaggeration(long seed, long steps, List<Integer> places, double highest) {
    this.seed = seed;
    this.steps = steps;
    this.places = places;
    this.highest = highest;
  }

  /**
   * What a step practices.
   *
   * @param place of its frame
   * @param below sinusoids of smaller frequency are edited, radians per unit t
   * @param gain of them, 1 to 2
   * @param rest where they rest
   */
  record Practice(int place, double below, double gain, RestPosition rest) {

    /**
     * A sinusoid s becomes gain s + rest: the gain of each.
     *
     * @param of the gain of those that are edited
     */
    float[] gains(float[] frequencies, double of) {
      float[] gains = new float[frequencies.length];
      for (int i = 0; i < gains.length; i++) {
        gains[i] = isEdited(frequencies[i]) ? (float) of : 1;
      }
      return gains;
    }

    /** And the rest of each. */
    float[] rests(float[] frequencies, float[] phases, double of) {
      float[] rests = new float[frequencies.length];
      for (int i = 0; i < rests.length; i++) {
        rests[i] =
            isEdited(frequencies[i]) ? (float) ((1 - of) * rest.of(frequencies[i], phases[i])) : 0;
      }
      return rests;
    }

    private boolean isEdited(float frequency) {
      return Math.abs(frequency) < below;
    }
  }

  /**
   * What practice adds to a whole run, a share of it; measured at 64 x 64.
   *
   * @param batch images in a step
   */
  static double cost(int batch) {
    return (1 - BEGIN) / EVERY * IMAGES / batch;
  }

  /** Whether a step practices. */
  boolean isDue(long step) {
    return step >= BEGIN * steps && step % EVERY == 0;
  }

  /** What it practices. */
  Practice of(long step) {
    RandomGenerator random = ALGORITHM.create(seed * 0x9E3779B97F4A7C15L + step);
    int place = places.get((int) (uniform(random) * places.size()));
    double below = highest * (LOWEST + (1 - LOWEST) * uniform(random));
    double gain = 1 + (LARGEST_GAIN - 1) * uniform(random);
    RestPosition rest = uniform(random) < 0.5 ? RestPosition.MODEL : RestPosition.MEAN;
    return new Practice(place, below, gain, rest);
  }

  /** From nextLong, because nextDouble is not fixed between Java releases. */
  private static double uniform(RandomGenerator random) {
    return (random.nextLong() >>> 11) * 0x1p-53;
  }
}
