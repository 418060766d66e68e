package dev.kymo.inference.model;

/**
 * How each learned sinusoid moves w under one motion code: sinusoid k moves it along row k, to and
 * fro with each of its cycles. Immutable.
 */
public final class SinusoidMotion {

  private static final int ITERATIONS = 12;

  private final float[] rows;
  private final int width;

  /**
   * Takes over the rows.
   *
   * @param rows (n, D_c) row-major, in the order of the model's frequencies; not copied
   * @param width D_c
   */
  public SinusoidMotion(float[] rows, int width) {
    this.rows = rows;
    this.width = width;
  }

  /** How many sinusoids there are. */
  public int size() {
    return rows.length / width;
  }

  /** How far sinusoid k moves w: the length of its row. */
  public double reach(int k) {
    double squares = 0;
    for (int o = 0; o < width; o++) {
      double value = rows[k * width + o];
      squares += value * value;
    }
    return Math.sqrt(squares);
  }

  /**
   * What sinusoids that sound together do along the one direction in which they move w most (the
   * first principal direction of their motion): the sum of these weights times the sinusoids is the
   * place of w on that line. The largest weight is positive.
   *
   * @param members which sinusoids
   * @return a weight for each, in their order
   */
  public double[] weights(int[] members) {
    double[] weights = new double[members.length];
    if (members.length == 0) {
      return weights;
    }
    // Power iteration from the strongest row: deterministic, and never across the answer.
    double[] direction = row(strongest(members));
    for (int i = 0; i < ITERATIONS; i++) {
      project(members, direction, weights);
      double[] next = new double[width];
      for (int m = 0; m < members.length; m++) {
        for (int o = 0; o < width; o++) {
          next[o] += weights[m] * rows[members[m] * width + o];
        }
      }
      direction = next;
    }
    project(members, direction, weights);
    int largest = 0;
    for (int m = 1; m < weights.length; m++) {
      largest = Math.abs(weights[m]) > Math.abs(weights[largest]) ? m : largest;
    }
    if (weights[largest] < 0) {
      for (int m = 0; m < weights.length; m++) {
        weights[m] = -weights[m];
      }
    }
    return weights;
  }

  private int strongest(int[] members) {
    int best = members[0];
    for (int k : members) {
      best = reach(k) > reach(best) ? k : best;
    }
    return best;
  }

  private double[] row(int k) {
    double[] row = new double[width];
    for (int o = 0; o < width; o++) {
      row[o] = rows[k * width + o];
    }
    return row;
  }

  /** The members' rows along a direction of any length; nothing moves along a direction of 0. */
  private void project(int[] members, double[] direction, double[] weights) {
    double squares = 0;
    for (double value : direction) {
      squares += value * value;
    }
    double length = Math.sqrt(squares);
    for (int m = 0; m < members.length; m++) {
      double sum = 0;
      for (int o = 0; o < width; o++) {
        sum += direction[o] * rows[members[m] * width + o];
      }
      weights[m] = length == 0 ? 0 : sum / length;
    }
  }
}
