package dev.kymo.inference.motion;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Latents and noise from seeds: the same on every machine, device, engine and Java release. Uniform
 * numbers come from {@code L64X128MixRandom}, an algorithm fixed by its name; normal ones from them
 * by Box-Muller with {@link StrictMath}, because {@code nextGaussian}'s method is not fixed.
 * Content, motion and noise are separate streams, so that the same number used for two of them
 * draws unrelated vectors.
 */
public final class Seeds {

  private static final RandomGeneratorFactory<RandomGenerator> ALGORITHM =
      RandomGeneratorFactory.of("L64X128MixRandom");

  /** Odd constants that keep the streams of one seed apart. They are part of the contract. */
  private enum Stream {
    CONTENT(0x9E3779B97F4A7C15L),
    MOTION(0xC2B2AE3D27D4EB4FL),
    NOISE(0x165667B19E3779F9L);

    private final long salt;

    Stream(long salt) {
      this.salt = salt;
    }
  }

  private Seeds() {}

  /** A content latent z_c of standard normal values. */
  public static float[] content(long seed, int size) {
    return normal(Stream.CONTENT, seed, 0, size);
  }

  /** A motion latent z_m of standard normal values. */
  public static float[] motion(long seed, int size) {
    return normal(Stream.MOTION, seed, 0, size);
  }

  /**
   * The noise map of one layer, standard normal values, row-major.
   *
   * @param layer 0 for {@code conv1}, i for {@code convs.(i-1)}
   * @param resolution r; the map is r x r
   */
  public static float[] noise(long seed, int layer, int resolution) {
    return normal(Stream.NOISE, seed, layer, resolution * resolution);
  }

  private static float[] normal(Stream stream, long seed, int index, int size) {
    // A layer has its own stream, so that a wider model shares the maps of the layers it has.
    long mixed = mix(seed ^ stream.salt) + mix(index + stream.salt);
    RandomGenerator uniform = ALGORITHM.create(mixed);
    float[] values = new float[size];
    for (int i = 0; i < size; i += 2) {
      // 1 - u is in (0, 1], so the logarithm is finite.
      double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform.nextDouble()));
      double angle = 2 * Math.PI * uniform.nextDouble();
      values[i] = (float) (radius * StrictMath.cos(angle));
      if (i + 1 < size) {
        values[i + 1] = (float) (radius * StrictMath.sin(angle));
      }
    }
    return values;
  }

  /** The finaliser of SplitMix64: neighbouring seeds start far apart. */
  private static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
