package dev.kymo.inference.image;

/**
 * One direction of a change of size: for each new pixel the first old pixel that counts, and the
 * weights from there on. New pixel i has its centre at c = (i + 0.5) step of the old grid, step =
 * old / new, and is the mean of old pixels k weighed by max(0, 1 - |k + 0.5 - c| / max(1, step)).
 */
final class Taps {
  final int[] first;

  /** Where the weights of each new pixel start; one more at the end. */
  final int[] start;

  final float[] weights;

  private Taps(int[] first, int[] start, float[] weights) {
    this.first = first;
    this.start = start;
    this.weights = weights;
  }

  int firstSource() {
    return first[0];
  }

  int endSource() {
    int last = first.length - 1;
    return first[last] + start[last + 1] - start[last];
  }

  static Taps of(int from, int to, int offset, int count) {
    double step = (double) from / to;
    double reach = Math.max(1, step);
    int[] first = new int[count];
    int[] start = new int[count + 1];
    float[] weights = new float[count * ((int) Math.ceil(2 * reach) + 2)];
    int at = 0;
    for (int i = 0; i < count; i++) {
      double centre = (offset + i + 0.5) * step;
      int low = Math.max(0, (int) Math.ceil(centre - reach - 0.5));
      int high = Math.min(from - 1, (int) Math.floor(centre + reach - 0.5));
      double sum = 0;
      for (int k = low; k <= high; k++) {
        sum += weight(k, centre, reach);
      }
      first[i] = low;
      for (int k = low; k <= high; k++) {
        weights[at++] = (float) (weight(k, centre, reach) / sum);
      }
      start[i + 1] = at;
    }
    return new Taps(first, start, weights);
  }

  private static double weight(int pixel, double centre, double reach) {
    return Math.max(0, 1 - Math.abs(pixel + 0.5 - centre) / reach);
  }
}
