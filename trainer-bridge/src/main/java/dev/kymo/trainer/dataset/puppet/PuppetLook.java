package dev.kymo.trainer.dataset.puppet;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.regex.Pattern;

/**
 * What a puppet looks like. One line says it: {@code
 * skin=#e0ac84,hair=#3b2417,style=bob,shirt=#a23c40,eyes=#47617a,background=#5d7390,glasses=no,seed=3}.
 * What is left out follows from the seed, and so do the phases of the motion.
 */
public final class PuppetLook {
  private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{6}");
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}");

  private static final RandomGeneratorFactory<RandomGenerator> ALGORITHM =
      RandomGeneratorFactory.of("L64X128MixRandom");

  /** Parts the streams of look, background, and motion. Part of the contract, as is the order. */
  private static final long STREAM_STEP = 0x9E3779B97F4A7C15L;

  private static final int LOOK = 1;
  private static final int SCENE = 2;
  private static final int MOTION = 3;

  /** The order is part of the contract. */
  private static final List<HairStyle> STYLES =
      List.of(HairStyle.SHORT, HairStyle.BOB, HairStyle.LONG, HairStyle.BUN);

  private static final int[] SKINS = {0xF1C8A8, 0xE4B48F, 0xD09A73, 0xB07A55, 0x8A5A3C, 0x6B432E};
  private static final int[] HAIRS = {0x2A1D18, 0x4A2F20, 0x7A4A2A, 0xB08850, 0x8C3B1E, 0x777577};
  private static final int[] SHIRTS = {0xA23C40, 0x2F6F73, 0x4A5A8C, 0xB0793A, 0x5B7F4A, 0x6C4673};
  private static final int[] EYES = {0x47617A, 0x5A3B22, 0x4C6B45, 0x3A2A20};
  private static final int[] WALLS = {0x5D7390, 0x7C8C78, 0x9A8268, 0x6E6A86, 0x4F7F86, 0x8B6F6A};

  private final Rgb skin;
  private final Rgb hair;
  private final HairStyle style;
  private final Rgb shirt;
  private final Rgb eyes;
  private final Rgb background;
  private final boolean glasses;
  private final long seed;

  private PuppetLook(Options options) {
    seed = options.seed;
    RandomGenerator random = stream(LOOK);
    // Every value is drawn, given or not, so that one option changes nothing else.
    Rgb drawnSkin = Rgb.of(SKINS[below(random, SKINS.length)]);
    Rgb drawnHair = Rgb.of(HAIRS[below(random, HAIRS.length)]);
    HairStyle drawnStyle = STYLES.get(below(random, STYLES.size()));
    Rgb drawnShirt = Rgb.of(SHIRTS[below(random, SHIRTS.length)]);
    Rgb drawnEyes = Rgb.of(EYES[below(random, EYES.length)]);
    Rgb drawnWall = Rgb.of(WALLS[below(random, WALLS.length)]);
    boolean drawnGlasses = below(random, 4) == 0;
    skin = options.skin == null ? drawnSkin : options.skin;
    hair = options.hair == null ? drawnHair : options.hair;
    style = options.style == null ? drawnStyle : options.style;
    shirt = options.shirt == null ? drawnShirt : options.shirt;
    eyes = options.eyes == null ? drawnEyes : options.eyes;
    background = options.background == null ? drawnWall : options.background;
    glasses = options.glasses == null ? drawnGlasses : options.glasses;
  }

  /** The look of a seed. */
  public static PuppetLook of(long seed) {
    Options options = new Options();
    options.seed = seed;
    return new PuppetLook(options);
  }

  /**
   * Reads a line of options.
   *
   * @param line {@code name=value} with commas between, any of skin, hair, shirt, eyes, background
   *     (each #rrggbb), style (short, bob, long, bun), glasses (yes, no) and seed; may be empty
   * @throws IllegalArgumentException with a sentence
   */
  public static PuppetLook parse(String line) {
    return new PuppetLook(options(line));
  }

  /**
   * The same line with another seed: what the line says stays, the rest follows from the seed.
   *
   * @throws IllegalArgumentException with a sentence
   */
  public static PuppetLook parse(String line, long seed) {
    Options options = options(line);
    if (options.seeded) {
      throw new IllegalArgumentException("The seed is given twice: leave it out of the look.");
    }
    options.seed = seed;
    return new PuppetLook(options);
  }

  private static Options options(String line) {
    Options options = new Options();
    Set<String> seen = new HashSet<>();
    for (String part : line.isBlank() ? new String[0] : line.split(",", -1)) {
      int equals = part.indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException(
            "A look is name=value with commas between, not \"" + part.strip() + "\".");
      }
      String name = part.substring(0, equals).strip();
      if (!seen.add(name)) {
        throw new IllegalArgumentException("The look says " + name + " twice.");
      }
      options.set(name, part.substring(equals + 1).strip());
    }
    return options;
  }

  Rgb skin() {
    return skin;
  }

  Rgb hair() {
    return hair;
  }

  HairStyle style() {
    return style;
  }

  Rgb shirt() {
    return shirt;
  }

  Rgb eyes() {
    return eyes;
  }

  Rgb background() {
    return background;
  }

  boolean glasses() {
    return glasses;
  }

  /** Which puppet it is. */
  public long seed() {
    return seed;
  }

  /** Numbers for what stands behind the puppet. */
  RandomGenerator scene() {
    return stream(SCENE);
  }

  /** Numbers for how it moves. */
  RandomGenerator motion() {
    return stream(MOTION);
  }

  /** The whole look as a line that {@link #parse(String)} reads. */
  @Override
  public String toString() {
    return "skin=%s,hair=%s,style=%s,shirt=%s,eyes=%s,background=%s,glasses=%s,seed=%d"
        .formatted(
            skin,
            hair,
            style.name().toLowerCase(Locale.ROOT),
            shirt,
            eyes,
            background,
            glasses ? "yes" : "no",
            seed);
  }

  private RandomGenerator stream(int which) {
    return ALGORITHM.create(mix(seed) + STREAM_STEP * which);
  }

  /** Uniform in [0, bound): from nextLong, because nextInt(bound) is not fixed between releases. */
  static int below(RandomGenerator random, int bound) {
    return (int) (((random.nextLong() >>> 32) * bound) >>> 32);
  }

  /** The finalizer of SplitMix64: neighboring seeds start far apart. */
  private static long mix(long value) {
    long z = value + STREAM_STEP;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** What a line says; null where it says nothing. */
  private static final class Options {
    private Rgb skin;
    private Rgb hair;
    private HairStyle style;
    private Rgb shirt;
    private Rgb eyes;
    private Rgb background;
    private Boolean glasses;
    private long seed;
    private boolean seeded;

    void set(String name, String value) {
      switch (name) {
        case "skin" -> skin = color(name, value);
        case "hair" -> hair = color(name, value);
        case "shirt" -> shirt = color(name, value);
        case "eyes" -> eyes = color(name, value);
        case "background" -> background = color(name, value);
        case "style" -> style = style(value);
        case "glasses" -> glasses = yes(value);
        case "seed" -> {
          seed = number(value);
          seeded = true;
        }
        default ->
            throw new IllegalArgumentException(
                "A look has skin, hair, style, shirt, eyes, background, glasses, and seed, not \""
                    + name
                    + "\".");
      }
    }

    private static Rgb color(String name, String value) {
      if (!COLOR.matcher(value).matches()) {
        throw new IllegalArgumentException(
            name + " is a color such as #a23c40, not \"" + value + "\".");
      }
      return Rgb.of(Integer.parseInt(value.substring(1), 16));
    }

    private static HairStyle style(String value) {
      for (HairStyle style : STYLES) {
        if (style.name().toLowerCase(Locale.ROOT).equals(value)) {
          return style;
        }
      }
      throw new IllegalArgumentException(
          "style is short, bob, long, or bun, not \"" + value + "\".");
    }

    private static boolean yes(String value) {
      if (!value.equals("yes") && !value.equals("no")) {
        throw new IllegalArgumentException("glasses is yes or no, not \"" + value + "\".");
      }
      return value.equals("yes");
    }

    private static long number(String value) {
      if (!NUMBER.matcher(value).matches()) {
        throw new IllegalArgumentException("seed is a whole number, not \"" + value + "\".");
      }
      return Long.parseLong(value);
    }
  }
}
