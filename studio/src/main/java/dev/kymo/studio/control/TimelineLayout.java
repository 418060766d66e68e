package dev.kymo.studio.control;

/**
 * How the timeline's height is shared out, so that its headers line up with its lanes.
 *
 * @param lanes how many bands there are
 * @param footage height of the footage's thumbnails, pixels; 0 without footage
 * @param kymograph height of the kymograph, pixels
 * @param lane height of one band's lane, pixels
 */
public record TimelineLayout(int lanes, double footage, double kymograph, double lane) {

  /** Height of the ruler, pixels. */
  public static final double RULER = 40;

  /** Height of the lane of frames, pixels. */
  public static final double FRAMES = 64;

  /** Height of the lane of footage where there is one, pixels. */
  public static final double FOOTAGE = 48;

  /** Side of a thumbnail, pixels. */
  public static final int THUMBNAIL = 48;

  private static final double LOWEST_LANE = 20;
  private static final double LANE = 36;
  private static final double LOWEST_KYMOGRAPH = 32;
  private static final double TALLEST_KYMOGRAPH = 128;
  private static final double KYMOGRAPH = 48;

  /** A share for everything of a height; what is too low is cut off at the bottom. */
  public static TimelineLayout of(double height, int lanes, boolean footage) {
    double filmed = footage(footage);
    double rest = height - RULER - filmed - FRAMES;
    double share = KYMOGRAPH / (KYMOGRAPH + lanes * LANE);
    double kymograph =
        Math.rint(Math.max(LOWEST_KYMOGRAPH, Math.min(TALLEST_KYMOGRAPH, rest * share)));
    double lane = Math.floor((rest - kymograph) / Math.max(1, lanes));
    return new TimelineLayout(lanes, filmed, kymograph, Math.max(LOWEST_LANE, lane));
  }

  /** The height at which everything is comfortable, pixels. */
  public static double comfortable(int lanes, boolean footage) {
    return RULER + footage(footage) + FRAMES + KYMOGRAPH + lanes * (lanes <= 4 ? LANE : 28);
  }

  /** The least height that shows everything, pixels. */
  public static double least(int lanes, boolean footage) {
    return RULER + footage(footage) + FRAMES + LOWEST_KYMOGRAPH + lanes * LOWEST_LANE;
  }

  private static double footage(boolean there) {
    return there ? FOOTAGE : 0;
  }

  /** The upper edge of the lane of frames, pixels. */
  public double framesTop() {
    return RULER + footage;
  }

  /** The upper edge of the kymograph, pixels. */
  public double kymographTop() {
    return framesTop() + FRAMES;
  }

  /** The upper edge of one band's lane, pixels. */
  public double top(int index) {
    return kymographTop() + kymograph + index * lane;
  }

  /** The height of everything, pixels. */
  public double height() {
    return top(lanes);
  }
}
