package dev.kymo.trainer.dataset.puppet;

import java.util.random.RandomGenerator;

/**
 * How a puppet moves: sums of sinusoids at frequencies that every puppet shares, with phases of its
 * own. Slow moves the head and, less, the shoulders; Fast moves mouth, chin, and eyebrows. At gain
 * 0 a band rests at its mean over time.
 */
final class PuppetMotion {
  private static final double LEVEL_STEP = 1.0 / (1L << 32);

  private final double[] phases = new double[8];

  PuppetMotion(RandomGenerator random) {
    for (int i = 0; i < phases.length; i++) {
      // From nextLong, because nextDouble is not fixed between Java releases.
      phases[i] = 2 * StrictMath.PI * (random.nextLong() >>> 32) * LEVEL_STEP;
    }
  }

  /** Where everything is at a time, with each band's amplitudes times its gain. */
  PuppetPose at(double seconds, double slowGain, double fastGain) {
    double sway = wave(0, Puppet.SLOW_HZ[0], seconds);
    double nod = wave(1, Puppet.SLOW_HZ[1], seconds);
    double lean = wave(2, Puppet.SLOW_HZ[2], seconds);
    double speech =
        0.62 * wave(3, Puppet.FAST_HZ[0], seconds) + 0.38 * wave(4, Puppet.FAST_HZ[1], seconds);
    double brows = wave(5, Puppet.FAST_HZ[0], seconds);
    return new PuppetPose(
        slowGain * (0.052 * sway + 0.016 * lean),
        slowGain * 0.017 * nod,
        slowGain * (0.075 * sway + 0.045 * nod),
        slowGain * (0.018 * sway + 0.006 * lean),
        fastGain * 0.012 * speech,
        fastGain * 0.0035 * brows);
  }

  private double wave(int which, double hertz, double seconds) {
    return StrictMath.sin(2 * StrictMath.PI * hertz * seconds + phases[which]);
  }
}
