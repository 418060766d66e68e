package dev.kymo.trainer.metric.toy;

/**
 * The speeds of the objects of many clips, in pixels of a 64 x 64 frame for each frame. Numbers are
 * NaN when no object could be followed.
 *
 * @param median over all objects
 * @param mean over all objects
 * @param deviation over all objects
 * @param near2 share within {@link #TOLERANCE} of 2
 * @param near4 share within {@link #TOLERANCE} of 4
 * @param near8 share within {@link #TOLERANCE} of 8
 */
public record SpeedSpread(
    double median, double mean, double deviation, double near2, double near4, double near8) {
  /** What counts as near, as a share of the speed. */
  public static final double TOLERANCE = 0.15;

  static SpeedSpread of(Sample speeds) {
    return new SpeedSpread(
        speeds.median(),
        speeds.mean(),
        speeds.deviation(),
        speeds.shareNear(2, 2 * TOLERANCE),
        speeds.shareNear(4, 4 * TOLERANCE),
        speeds.shareNear(8, 8 * TOLERANCE));
  }

  /** The share near any of the three. */
  public double near() {
    return near2 + near4 + near8;
  }
}
