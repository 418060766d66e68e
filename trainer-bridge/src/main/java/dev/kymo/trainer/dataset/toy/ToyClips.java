package dev.kymo.trainer.dataset.toy;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * The toy clips of a seed (docs/model.md section 6): three objects that move up and down on black.
 * Clip i is a function of the seed and i alone, the same on every machine and Java release.
 */
public final class ToyClips implements DrawnClips {
  /** Width and height of a frame in pixels. */
  public static final int SIZE = 64;

  /** Frames of a clip. */
  public static final int FRAMES = 32;

  /** Clips of the published set. */
  public static final int PUBLISHED_COUNT = 10_000;

  /** The order is part of the contract. */
  private static final List<ToyShape> SHAPES =
      List.of(ToyShape.CIRCLE, ToyShape.SQUARE, ToyShape.TRIANGLE);

  private static final int[] COLUMNS = {16, 32, 48};
  private static final int[] SPEEDS = {2, 4, 8};
  private static final int DARKEST = 100;
  private static final int BRIGHTEST_END = 255;

  private static final RandomGeneratorFactory<RandomGenerator> ALGORITHM =
      RandomGeneratorFactory.of("L64X128MixRandom");

  /** Spreads clip numbers over the seeds of the generator. Part of the contract. */
  private static final long CLIP_STEP = 0x9E3779B97F4A7C15L;

  private final long seed;

  /** The clips of a seed. */
  public ToyClips(long seed) {
    this.seed = seed;
  }

  @Override
  public int size() {
    return SIZE;
  }

  @Override
  public int frames() {
    return FRAMES;
  }

  @Override
  public ToyClip clip(int index) {
    RandomGenerator random = ALGORITHM.create(mix(seed) + CLIP_STEP * (index + 1L));
    List<ToyObject> objects = new ArrayList<>();
    for (int x : COLUMNS) {
      ToyShape shape = SHAPES.get(below(random, SHAPES.size()));
      int red = channel(random);
      int green = channel(random);
      int blue = channel(random);
      int y = ToyObject.TOP + below(random, ToyObject.BOTTOM - ToyObject.TOP);
      int speed = SPEEDS[below(random, SPEEDS.length)];
      int velocity = below(random, 2) == 0 ? speed : -speed;
      objects.add(new ToyObject(shape, red, green, blue, x, y, velocity));
    }
    return new ToyClip(objects);
  }

  private static int channel(RandomGenerator random) {
    return DARKEST + below(random, BRIGHTEST_END - DARKEST);
  }

  /** Uniform in [0, bound): from nextLong, because nextInt(bound) is not fixed between releases. */
  private static int below(RandomGenerator random, int bound) {
    return (int) (((random.nextLong() >>> 32) * bound) >>> 32);
  }

  /** The finaliser of SplitMix64: neighbouring seeds start far apart. */
  private static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
