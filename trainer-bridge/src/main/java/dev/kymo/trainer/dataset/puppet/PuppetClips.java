package dev.kymo.trainer.dataset.puppet;

import dev.kymo.trainer.dataset.toy.DrawnClips;

/**
 * Clips of puppets, each with a look and phases of its own; clip 0 of a seed is the puppet of that
 * seed. With gains other than 1 they are the truth of an edit.
 */
public final class PuppetClips implements DrawnClips {
  /** The largest gain. */
  public static final double MAX_GAIN = 4;

  /** Spreads clip numbers, so that neighboring seeds share no clip. Part of the contract. */
  private static final long CLIP_STEP = 0x9E3779B97F4A7C15L;

  private final String look;
  private final long seed;
  private final int size;
  private final int frames;
  private final double slowGain;
  private final double fastGain;

  /**
   * The clips of a seed.
   *
   * @param look what all of them share, as {@link PuppetLook#parse(String, long)} reads it; may be
   *     empty
   * @param seed of clip 0
   * @param size width and height of a frame in pixels
   * @param frames of a clip, at 25 a second
   * @param slowGain factor on the motion of head and shoulders, 0 to 4
   * @param fastGain factor on the motion of mouth, chin, and eyebrows, 0 to 4
   * @throws IllegalArgumentException with a sentence, when a value is not in its range
   */
  public PuppetClips(
      String look, long seed, int size, int frames, double slowGain, double fastGain) {
    PuppetLook.parse(look, seed);
    if (size < 1 || size > Puppet.LARGEST || frames < 1) {
      throw new IllegalArgumentException(
          "There is no clip of %d frames of %d x %d.".formatted(frames, size, size));
    }
    if (!(slowGain >= 0 && slowGain <= MAX_GAIN && fastGain >= 0 && fastGain <= MAX_GAIN)) {
      throw new IllegalArgumentException(
          "Gains are 0 to 4, not " + slowGain + " and " + fastGain + ".");
    }
    this.look = look;
    this.seed = seed;
    this.size = size;
    this.frames = frames;
    this.slowGain = slowGain;
    this.fastGain = fastGain;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int frames() {
    return frames;
  }

  @Override
  public DrawnClip clip(int index) {
    Puppet puppet = new Puppet(PuppetLook.parse(look, seed + CLIP_STEP * index));
    return frame -> puppet.draw((double) frame / Puppet.FRAME_RATE, size, slowGain, fastGain).rgb();
  }
}
