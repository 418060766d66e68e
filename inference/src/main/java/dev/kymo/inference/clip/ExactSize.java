package dev.kymo.inference.clip;

import java.util.Objects;

/**
 * A size in pixels that a clip gets, whatever that of its frames.
 *
 * @param width of the clip, at least 1
 * @param height of the clip, at least 1
 * @param fit what becomes of frames of another shape
 */
public record ExactSize(int width, int height, Fit fit) {
  /** Far beyond what any format takes. */
  private static final int LARGEST = 65_535;

  /** How frames fill a clip of another shape. */
  public enum Fit {
    /** They keep their shape, and black bars fill what is left. */
    BARS,
    /** They are stretched. */
    STRETCH
  }

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException with a sentence
   */
  public ExactSize {
    Objects.requireNonNull(fit, "fit");
    if (Math.min(width, height) < 1 || Math.max(width, height) > LARGEST) {
      throw new IllegalArgumentException(
          "A clip is between 1 and %d pixels wide and high, not %d x %d."
              .formatted(LARGEST, width, height));
    }
  }

  /**
   * Reads {@code 1280x720}.
   *
   * @throws IllegalArgumentException with a sentence
   */
  public static ExactSize parse(String text, Fit fit) {
    if (!text.matches("\\d{1,5}[xX]\\d{1,5}")) {
      throw new IllegalArgumentException(
          "A size is written as width x height, such as 1280x720, not '" + text + "'.");
    }
    String[] sides = text.split("[xX]", 2);
    return new ExactSize(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]), fit);
  }

  /** The width that frames of a size get, bars left out. */
  int pictureWidth(int frameWidth, int frameHeight) {
    return fit == Fit.STRETCH ? width : side(width, height, frameWidth, frameHeight);
  }

  /** The height that frames of a size get, bars left out. */
  int pictureHeight(int frameWidth, int frameHeight) {
    return fit == Fit.STRETCH ? height : side(height, width, frameHeight, frameWidth);
  }

  /** All of it, or as much as the other side allows. */
  private static int side(int own, int other, int frameOwn, int frameOther) {
    long asked = Math.round((double) other * frameOwn / frameOther);
    return (int) Math.max(1, Math.min(own, asked));
  }
}
