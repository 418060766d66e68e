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
   * @param samples how far the band moves as it is edited, 0 at rest; 1 is as far as the strongest
   *     band gets within the trained clip. Not changed after it is handed over
   * @param trained the same before the edit; as many, or none
   */
  @SuppressWarnings("ArrayRecordComponent") // Compared by identity on purpose: it is redrawn data.
  public record Curve(double from, double to, float[] samples, float[] trained) {

    /** Nothing yet. */
    public static final Curve NONE = new Curve(-1, 1, new float[0], new float[0]);
  }
}
