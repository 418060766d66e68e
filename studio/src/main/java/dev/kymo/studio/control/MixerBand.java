package dev.kymo.studio.control;

import javafx.scene.paint.Color;

/**
 * What a strip of the mixer shows.
 *
 * @param name what the band is called
 * @param range its edges, in words
 * @param color the band's, the same everywhere
 * @param gain [0, 4]
 * @param speed [-4, 4]
 * @param degrees phase in degrees
 * @param seed motion seed; NaN when the code is given by its values
 * @param ownSeed whether the seed is the band's own, not the clip's
 * @param muted whether it is muted
 * @param solo whether it is solo
 * @param silent whether it is not heard: muted, or others are solo
 * @param splittable whether there is something to split
 * @param motions which motions it can have
 * @param rest where its motion rests
 */
public record MixerBand(
    String name,
    String range,
    Color color,
    double gain,
    double speed,
    double degrees,
    double seed,
    boolean ownSeed,
    boolean muted,
    boolean solo,
    boolean silent,
    boolean splittable,
    MotionChoices motions,
    RestChoice rest) {

  /** A strip of a model that takes any motion. */
  public MixerBand(
      String name,
      String range,
      Color color,
      double gain,
      double speed,
      double degrees,
      double seed,
      boolean ownSeed,
      boolean muted,
      boolean solo,
      boolean silent,
      boolean splittable) {
    this(
        name,
        range,
        color,
        gain,
        speed,
        degrees,
        seed,
        ownSeed,
        muted,
        solo,
        silent,
        splittable,
        MotionChoices.FREE,
        RestChoice.MODEL);
  }
}
