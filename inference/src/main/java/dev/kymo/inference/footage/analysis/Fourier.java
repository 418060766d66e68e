package dev.kymo.inference.footage.analysis;

/** The fast Fourier transform for lengths that are powers of two. */
final class Fourier {
  private final int length;
  private final double[] cosines;
  private final double[] sines;

  /** For this length or the next power of two. */
  Fourier(int atLeast) {
    length = atLeast <= 1 ? 1 : Integer.highestOneBit(atLeast - 1) << 1;
    cosines = new double[length];
    sines = new double[length];
    for (int k = 0; k < length; k++) {
      cosines[k] = Math.cos(2 * Math.PI * k / length);
      sines[k] = Math.sin(2 * Math.PI * k / length);
    }
  }

  int length() {
    return length;
  }

  /** X(k) = sum_n x(n) exp(-2 pi i k n / length), in place. */
  void transform(double[] re, double[] im) {
    int shift = Integer.numberOfLeadingZeros(length) + 1;
    for (int i = 0; length > 1 && i < length; i++) {
      int j = Integer.reverse(i) >>> shift;
      if (j > i) {
        swap(re, i, j);
        swap(im, i, j);
      }
    }
    for (int half = 1; half < length; half *= 2) {
      int step = length / (2 * half);
      for (int from = 0; from < length; from += 2 * half) {
        for (int k = 0; k < half; k++) {
          int a = from + k;
          int b = a + half;
          double c = cosines[k * step];
          double s = -sines[k * step];
          double x = re[b] * c - im[b] * s;
          double y = re[b] * s + im[b] * c;
          re[b] = re[a] - x;
          im[b] = im[a] - y;
          re[a] += x;
          im[a] += y;
        }
      }
    }
  }

  private static void swap(double[] values, int i, int j) {
    double value = values[i];
    values[i] = values[j];
    values[j] = value;
  }
}
