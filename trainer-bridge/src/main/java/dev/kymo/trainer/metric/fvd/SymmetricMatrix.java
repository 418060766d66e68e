package dev.kymo.trainer.metric.fvd;

/**
 * Eigenvalues and roots of symmetric matrices by Jacobi's method: plane rotations that each make
 * one pair of elements 0, until all are. Errors are of the size of rounding the largest eigenvalue;
 * 400 x 400 takes two seconds.
 */
final class SymmetricMatrix {
  private static final int MOST_SWEEPS = 60;

  private SymmetricMatrix() {}

  /**
   * A decomposition A = V diag(values) V^T.
   *
   * @param values eigenvalues in no order
   * @param vectors row i is the eigenvector of value i
   */
  @SuppressWarnings("ArrayRecordComponent") // A carrier of bulk data, never compared.
  record Eigen(double[] values, double[][] vectors) {

    /** The square root V diag(sqrt(values)) V^T; values below 0 by rounding count as 0. */
    double[][] root() {
      int n = values.length;
      double[][] root = new double[n][n];
      for (int k = 0; k < n; k++) {
        double weight = Math.sqrt(Math.max(0, values[k]));
        double[] v = vectors[k];
        for (int i = 0; i < n; i++) {
          double scaled = weight * v[i];
          for (int j = 0; j < n; j++) {
            root[i][j] += scaled * v[j];
          }
        }
      }
      return root;
    }
  }

  /**
   * Decomposes a matrix.
   *
   * @param matrix (n, n), symmetric, finite; it is not changed
   */
  static Eigen eigen(double[][] matrix) {
    int n = matrix.length;
    double[][] a = new double[n][];
    double[][] v = new double[n][n];
    double norm = 0;
    for (int i = 0; i < n; i++) {
      a[i] = matrix[i].clone();
      v[i][i] = 1;
      for (double value : a[i]) {
        norm += value * value;
      }
    }
    // Rounding leaves about this much beside the diagonal; less is not to be had.
    double enough = norm * n * 1e-32;
    double beside = besideDiagonal(a);
    for (int sweep = 0; beside > enough; sweep++) {
      if (sweep == MOST_SWEEPS) {
        throw new ArithmeticException("the eigenvalues of a covariance do not converge");
      }
      for (int p = 0; p < n; p++) {
        for (int q = p + 1; q < n; q++) {
          rotate(a, v, p, q);
        }
      }
      double left = besideDiagonal(a);
      if (left >= beside) {
        break;
      }
      beside = left;
    }
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = a[i][i];
    }
    return new Eigen(values, v);
  }

  private static double besideDiagonal(double[][] a) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < i; j++) {
        sum += 2 * a[i][j] * a[i][j];
      }
    }
    return sum;
  }

  /** Makes a[p][q] 0. Rows are combined and then mirrored: memory is passed over in order. */
  private static void rotate(double[][] a, double[][] v, int p, int q) {
    double apq = a[p][q];
    if (apq == 0) {
      return;
    }
    double theta = (a[q][q] - a[p][p]) / (2 * apq);
    double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.hypot(theta, 1));
    double c = 1 / Math.hypot(t, 1);
    double s = t * c;
    double app = a[p][p] - t * apq;
    double aqq = a[q][q] + t * apq;
    combine(a[p], a[q], c, s);
    combine(v[p], v[q], c, s);
    a[p][p] = app;
    a[q][q] = aqq;
    a[p][q] = 0;
    a[q][p] = 0;
    for (int k = 0; k < a.length; k++) {
      if (k != p && k != q) {
        a[k][p] = a[p][k];
        a[k][q] = a[q][k];
      }
    }
  }

  private static void combine(double[] rowP, double[] rowQ, double c, double s) {
    for (int k = 0; k < rowP.length; k++) {
      double x = rowP[k];
      double y = rowQ[k];
      rowP[k] = c * x - s * y;
      rowQ[k] = s * x + c * y;
    }
  }

  /** The product of two matrices (n, n). */
  static double[][] product(double[][] a, double[][] b) {
    int n = a.length;
    double[][] product = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < n; k++) {
        double factor = a[i][k];
        for (int j = 0; j < n; j++) {
          product[i][j] += factor * b[k][j];
        }
      }
    }
    return product;
  }
}
