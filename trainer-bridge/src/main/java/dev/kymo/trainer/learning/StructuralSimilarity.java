package dev.kymo.trainer.learning;

/**
 * SSIM (Wang et al., IEEE TIP 2004) of two square images: luma of BT.601, Gaussian windows of 11 x
 * 11 with deviation 1.5 that lie inside of the image, K1 = 0.01, K2 = 0.03, range 255; the mean
 * over all windows.
 */
final class StructuralSimilarity {
  private static final int WINDOW = 11;
  private static final double DEVIATION = 1.5;
  private static final double C1 = (0.01 * 255) * (0.01 * 255);
  private static final double C2 = (0.03 * 255) * (0.03 * 255);

  private StructuralSimilarity() {}

  /**
   * Computes it.
   *
   * @param size of both, at least 11
   * @param shown (size, size, 3) levels of 0 to 255
   * @param truth (size, size, 3) uint8
   * @return at most 1, for equal images
   */
  static double of(int size, int[] shown, byte[] truth) {
    double[] a = new double[size * size];
    double[] b = new double[size * size];
    for (int i = 0; i < a.length; i++) {
      a[i] = luma(shown[3 * i], shown[3 * i + 1], shown[3 * i + 2]);
      b[i] = luma(truth[3 * i] & 0xFF, truth[3 * i + 1] & 0xFF, truth[3 * i + 2] & 0xFF);
    }
    double[] meanA = blurred(size, a);
    double[] meanB = blurred(size, b);
    double[] squareA = blurred(size, product(a, a));
    double[] squareB = blurred(size, product(b, b));
    double[] both = blurred(size, product(a, b));
    double sum = 0;
    for (int i = 0; i < meanA.length; i++) {
      double varianceA = squareA[i] - meanA[i] * meanA[i];
      double varianceB = squareB[i] - meanB[i] * meanB[i];
      double covariance = both[i] - meanA[i] * meanB[i];
      sum +=
          (2 * meanA[i] * meanB[i] + C1)
              * (2 * covariance + C2)
              / ((meanA[i] * meanA[i] + meanB[i] * meanB[i] + C1) * (varianceA + varianceB + C2));
    }
    return sum / meanA.length;
  }

  private static double luma(int red, int green, int blue) {
    return 0.299 * red + 0.587 * green + 0.114 * blue;
  }

  private static double[] product(double[] a, double[] b) {
    double[] out = new double[a.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = a[i] * b[i];
    }
    return out;
  }

  /** Both directions; (size - 10) x (size - 10). */
  private static double[] blurred(int size, double[] image) {
    double[] weights = new double[WINDOW];
    double total = 0;
    for (int i = 0; i < WINDOW; i++) {
      double d = (i - WINDOW / 2) / DEVIATION;
      weights[i] = Math.exp(-d * d / 2);
      total += weights[i];
    }
    int inner = size - WINDOW + 1;
    double[] across = new double[size * inner];
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < inner; x++) {
        double sum = 0;
        for (int i = 0; i < WINDOW; i++) {
          sum += weights[i] * image[y * size + x + i];
        }
        across[y * inner + x] = sum / total;
      }
    }
    double[] out = new double[inner * inner];
    for (int y = 0; y < inner; y++) {
      for (int x = 0; x < inner; x++) {
        double sum = 0;
        for (int i = 0; i < WINDOW; i++) {
          sum += weights[i] * across[(y + i) * inner + x];
        }
        out[y * inner + x] = sum / total;
      }
    }
    return out;
  }
}
