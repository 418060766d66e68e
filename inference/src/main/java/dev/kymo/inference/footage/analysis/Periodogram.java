package dev.kymo.inference.footage.analysis;

/**
 * The power of a short series over the frequency. The straight line through its values x(n) is
 * taken away, because a drift is no fast motion, and with a Hann window h the power at f cycles a
 * frame is
 *
 * <p>P(f) = |sum_n h(n) x(n) exp(-2 pi i f n)|^2 / sum_n h(n)^2,
 *
 * <p>so that the mean of P is the variance. It is known at even steps up to half a cycle a frame.
 * Safe for use by several threads.
 */
public final class Periodogram {
  private static final int SHORTEST_TRANSFORM = 64;

  private final int frames;
  private final Fourier fourier;

  /** For series of this length, at least 2. */
  public Periodogram(int frames) {
    if (frames < 2) {
      throw new IllegalArgumentException("A series of " + frames + " values has no frequencies.");
    }
    this.frames = frames;
    this.fourier = new Fourier(Math.max(SHORTEST_TRANSFORM, frames));
  }

  /** How many frequencies the power is known at. */
  public int size() {
    return fourier.length() / 2;
  }

  /** The k-th frequency, from 0 on, in cycles a frame: (0, 0.5]. */
  public double frequency(int k) {
    return (k + 1) / (double) fourier.length();
  }

  /**
   * Computes the power of one of several series.
   *
   * @param clip values (frames, cells)
   * @param cell which one
   * @return P at each frequency
   */
  public double[] of(float[][] clip, int cell) {
    double middle = (frames - 1) / 2.0;
    double mean = 0;
    double slope = 0;
    double squares = 0;
    for (int n = 0; n < frames; n++) {
      mean += clip[n][cell] / (double) frames;
      slope += (n - middle) * clip[n][cell];
      squares += (n - middle) * (n - middle);
    }
    slope /= squares;
    double[] re = new double[fourier.length()];
    double[] im = new double[fourier.length()];
    double window = 0;
    for (int n = 0; n < frames; n++) {
      double h = 0.5 - 0.5 * Math.cos(2 * Math.PI * (n + 0.5) / frames);
      re[n] = h * (clip[n][cell] - mean - slope * (n - middle));
      window += h * h;
    }
    fourier.transform(re, im);
    double[] power = new double[size()];
    for (int k = 1; k <= power.length; k++) {
      power[k - 1] = (re[k] * re[k] + im[k] * im[k]) / window;
    }
    return power;
  }
}
