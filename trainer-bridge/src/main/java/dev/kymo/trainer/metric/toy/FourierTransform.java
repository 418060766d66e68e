package dev.kymo.trainer.metric.toy;

/** The fast Fourier transform of a power of two of complex numbers. */
final class FourierTransform {
  private FourierTransform() {}

  /**
   * Replaces x by its transform, X_j = sum over k of x_k exp(-2 pi i j k / n).
   *
   * @param re real parts; a power of two of them
   * @param im imaginary parts, as many
   */
  static void inPlace(double[] re, double[] im) {
    int n = re.length;
    if (n != im.length || Integer.bitCount(n) != 1) {
      throw new IllegalArgumentException(
          "a power of two is needed, but there are " + n + " and " + im.length);
    }
    reorder(re, im);
    for (int half = 1; half < n; half *= 2) {
      for (int j = 0; j < half; j++) {
        double angle = -Math.PI * j / half;
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        for (int a = j; a < n; a += 2 * half) {
          int b = a + half;
          double turnedRe = re[b] * cos - im[b] * sin;
          double turnedIm = re[b] * sin + im[b] * cos;
          re[b] = re[a] - turnedRe;
          im[b] = im[a] - turnedIm;
          re[a] += turnedRe;
          im[a] += turnedIm;
        }
      }
    }
  }

  /** Moves each number to the place whose bits are its own reversed. */
  private static void reorder(double[] re, double[] im) {
    int n = re.length;
    int bits = Integer.numberOfTrailingZeros(n);
    for (int i = 0; i < n; i++) {
      int j = bits == 0 ? 0 : Integer.reverse(i) >>> (Integer.SIZE - bits);
      if (i < j) {
        swap(re, i, j);
        swap(im, i, j);
      }
    }
  }

  private static void swap(double[] values, int i, int j) {
    double kept = values[i];
    values[i] = values[j];
    values[j] = kept;
  }
}
