package dev.kymo.trainer.metric.fvd;

/**
 * The Gaussian that features are summed up as.
 *
 * @param clips how many feature vectors it is of
 * @param mean (F)
 * @param covariance (F, F), divided by the number of clips
 */
@SuppressWarnings("ArrayRecordComponent") // A carrier of bulk data, never compared.
record FeatureStatistics(int clips, double[] mean, double[][] covariance) {

  /**
   * The statistics of features.
   *
   * @param features (N, F), N at least 1
   */
  static FeatureStatistics of(float[][] features) {
    int n = features.length;
    int f = features[0].length;
    double[] mean = new double[f];
    for (float[] row : features) {
      for (int i = 0; i < f; i++) {
        mean[i] += row[i] / (double) n;
      }
    }
    double[][] covariance = new double[f][f];
    double[] centred = new double[f];
    for (float[] row : features) {
      for (int i = 0; i < f; i++) {
        centred[i] = row[i] - mean[i];
      }
      for (int i = 0; i < f; i++) {
        for (int j = 0; j < f; j++) {
          covariance[i][j] += centred[i] * centred[j] / n;
        }
      }
    }
    return new FeatureStatistics(n, mean, covariance);
  }

  /** How many features there are. */
  int width() {
    return mean.length;
  }

  /**
   * The Fréchet distance |m1 - m2|^2 + tr(C1 + C2 - 2 (C1 C2)^(1/2)). The trace of the root is the
   * sum of the roots of the eigenvalues of C1^(1/2) C2 C1^(1/2), which is symmetric and has the
   * eigenvalues of C1 C2.
   */
  double distance(FeatureStatistics other) {
    if (other.width() != width()) {
      throw new IllegalArgumentException(width() + " and " + other.width() + " features");
    }
    double distance = 0;
    for (int i = 0; i < mean.length; i++) {
      double apart = mean[i] - other.mean[i];
      distance += apart * apart + covariance[i][i] + other.covariance[i][i];
    }
    double[][] root = SymmetricMatrix.eigen(covariance).root();
    double[][] product =
        SymmetricMatrix.product(SymmetricMatrix.product(root, other.covariance), root);
    for (int i = 0; i < product.length; i++) {
      for (int j = 0; j < i; j++) {
        double middle = (product[i][j] + product[j][i]) / 2;
        product[i][j] = middle;
        product[j][i] = middle;
      }
    }
    for (double value : SymmetricMatrix.eigen(product).values()) {
      distance -= 2 * Math.sqrt(Math.max(0, value));
    }
    // Rounding can leave a little less than nothing.
    return Math.max(0, distance);
  }
}
