package dev.kymo.trainer.metric.toy;

/**
 * A colour as the mean of an object's core.
 *
 * @param red in levels, [0, 255]
 * @param green in levels, [0, 255]
 * @param blue in levels, [0, 255]
 */
public record Rgb(double red, double green, double blue) {

  /** How many channels there are. */
  static final int CHANNELS = 3;

  /** A channel: 0 red, 1 green, 2 blue. */
  double channel(int channel) {
    return switch (channel) {
      case 0 -> red;
      case 1 -> green;
      default -> blue;
    };
  }
}
