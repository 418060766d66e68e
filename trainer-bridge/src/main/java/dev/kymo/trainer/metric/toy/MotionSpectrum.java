package dev.kymo.trainer.metric.toy;

/**
 * The power of a tracked position by frequency. The mean is taken off, a Hann window w laid over
 * the samples, and zeros are added up to a power of two M. With Y the Fourier transform of w y, the
 * power at angular frequency 2 pi j / (M dt) is 2 |Y_j|^2 / (M sum of w^2), half of that at 0 and
 * at the highest; its sum over j is the windowed variance, sum of (w y)^2 / sum of w^2.
 */
final class MotionSpectrum {
  private final double[] power;
  private final double step;

  private MotionSpectrum(double[] power, double step) {
    this.power = power;
    this.step = step;
  }

  /**
   * The spectrum of equally spaced samples.
   *
   * @param y at least four samples
   * @param dt between two samples, in units of t
   */
  static MotionSpectrum of(double[] y, double dt) {
    int n = y.length;
    if (n < 4 || !(dt > 0)) {
      throw new IllegalArgumentException("no spectrum of " + n + " samples, " + dt + " apart");
    }
    double[] window = new double[n];
    double sum = 0;
    double squares = 0;
    double weighted = 0;
    for (int k = 0; k < n; k++) {
      window[k] = 0.5 - 0.5 * Math.cos(2 * Math.PI * (k + 0.5) / n);
      sum += window[k];
      squares += window[k] * window[k];
      weighted += window[k] * y[k];
    }
    int padded = Math.max(4, Integer.highestOneBit(2 * n - 1));
    double[] re = new double[padded];
    for (int k = 0; k < n; k++) {
      // The mean under the window: nothing is left at frequency 0 that could leak.
      re[k] = window[k] * (y[k] - weighted / sum);
    }
    double[] im = new double[padded];
    FourierTransform.inPlace(re, im);
    double[] power = new double[padded / 2 + 1];
    for (int j = 0; j < power.length; j++) {
      double sides = j == 0 || j == padded / 2 ? 1 : 2;
      power[j] = sides * (re[j] * re[j] + im[j] * im[j]) / (padded * squares);
    }
    return new MotionSpectrum(power, 2 * Math.PI / (padded * dt));
  }

  /** The power in frequencies below and from a cut on, without frequency 0. */
  BandPower split(double cut) {
    double below = 0;
    double above = 0;
    for (int j = 1; j < power.length; j++) {
      if (j * step < cut) {
        below += power[j];
      } else {
        above += power[j];
      }
    }
    return new BandPower(below, above);
  }

  /** The power at each frequency, from 0 on. */
  double[] power() {
    return power.clone();
  }

  /** Radians per unit t from one frequency to the next. */
  double step() {
    return step;
  }
}
