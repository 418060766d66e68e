package dev.kymo.studio.control;

import javafx.scene.paint.Color;

/**
 * One band's lane.
 *
 * @param color the band's
 * @param silent the band is not heard: drawn faint
 * @param curve what is drawn
 */
public record TimelineLane(Color color, boolean silent, Curve curve) {

  /**
   * Samples of a curve at equal distances.
   *
   * @param from the first sample's time, units of t
   * @param to the last sample's time
   * @param samples about 1 for a band as trained; not changed after it is handed over
   */
  @SuppressWarnings("ArrayRecordComponent") // Compared by identity on purpose: it is redrawn data.
  public record Curve(double from, double to, float[] samples) {

    /** Nothing yet. */
    public static final Curve NONE = new Curve(-1, 1, new float[0]);
  }
}
