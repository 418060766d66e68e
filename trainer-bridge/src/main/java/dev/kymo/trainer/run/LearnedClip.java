package dev.kymo.trainer.run;

import dev.kymo.inference.clip.FrameRate;
import dev.kymo.inference.footage.FootageOrigin;
import dev.kymo.inference.footage.Square;
import dev.kymo.inference.footage.analysis.ClipAnalyzer;
import java.nio.file.Path;

/**
 * A clip that a run learns: a range and a square of footage of the user's.
 *
 * @param source the video, or the folder of an image sequence
 * @param hash {@code FootageHash} of it when the run was set up
 * @param width of a frame as it is shown
 * @param height of a frame as it is shown
 * @param rateNumerator of the frames a second
 * @param rateDenominator of the frames a second
 * @param first number of the first learned frame, from 0
 * @param frames how many are learned, 16 to 1024
 * @param x of the square's left edge
 * @param y of the square's upper edge
 * @param side of the square, in pixels of the footage
 */
public record LearnedClip(
    String source,
    String hash,
    int width,
    int height,
    int rateNumerator,
    int rateDenominator,
    int first,
    int frames,
    int x,
    int y,
    int side) {

  /** Fewer frames do not show a motion. */
  public static final int FEWEST_FRAMES = ClipAnalyzer.FEWEST_FRAMES;

  /** What a generator's clip length may be. */
  public static final int MOST_FRAMES = 1024;

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException with a sentence
   */
  public LearnedClip {
    Checks.range("The first frame", first, 0, Integer.MAX_VALUE);
    Checks.range("The number of frames to learn", frames, FEWEST_FRAMES, MOST_FRAMES);
    if (!new Square(x, y, side).fits(width, height)) {
      throw new IllegalArgumentException(
          "The square %d,%d,%d does not lie in the frame of %d x %d pixels."
              .formatted(x, y, side, width, height));
    }
    new FrameRate(rateNumerator, rateDenominator);
  }

  /** The part of the frame that is learned. */
  public Square square() {
    return new Square(x, y, side);
  }

  /** Frames a second. */
  public FrameRate rate() {
    return new FrameRate(rateNumerator, rateDenominator);
  }

  /** The name of the footage, without its folder. */
  public String name() {
    Path name = Path.of(source).getFileName();
    return name == null ? source : name.toString();
  }

  /**
   * What a checkpoint says of it.
   *
   * @param seed of content and motion under which the model shows it
   */
  public FootageOrigin origin(long seed) {
    return new FootageOrigin(
        name(), hash, width, height, rate(), first, frames, square(), seed, seed);
  }

  /** The same without the folder. */
  public LearnedClip withoutFolder() {
    return new LearnedClip(
        name(), hash, width, height, rateNumerator, rateDenominator, first, frames, x, y, side);
  }
}
