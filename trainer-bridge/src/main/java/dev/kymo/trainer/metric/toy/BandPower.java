package dev.kymo.trainer.metric.toy;

import java.util.List;

/**
 * Power of tracked motion on both sides of a cut, in square pixels of a 64 x 64 frame.
 *
 * @param below the cut, without standing still
 * @param above from the cut on
 */
public record BandPower(double below, double above) {

  /** The mean of several; NaN of none. */
  static BandPower mean(List<BandPower> powers) {
    return new BandPower(
        powers.stream().mapToDouble(BandPower::below).average().orElse(Double.NaN),
        powers.stream().mapToDouble(BandPower::above).average().orElse(Double.NaN));
  }

  /** How many decibels this is more than another: 10 log10 of the ratio on each side. */
  BandPower decibelsOver(BandPower other) {
    return new BandPower(
        10 * Math.log10(below / other.below), 10 * Math.log10(above / other.above));
  }
}
