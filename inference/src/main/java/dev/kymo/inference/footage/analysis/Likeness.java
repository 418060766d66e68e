package dev.kymo.inference.footage.analysis;

/**
 * How much two small pictures show the same scene, and how the camera has moved between them.
 *
 * <p>Whole pictures are compared at {@value #COARSE} x {@value #COARSE}: the likeness is the
 * highest correlation of what overlaps, for all shifts up to a third of the side. Brightness and
 * contrast do not count. Parts are compared at {@value #FINE} x {@value #FINE}: blocks of 8 x 8 are
 * looked for in the other picture up to 8 pixels away.
 */
final class Likeness {
  /** The side of the finer picture. */
  static final int FINE = 48;

  /** The side of the coarser picture. */
  static final int COARSE = 24;

  private static final int REACH = 8;
  private static final int BLOCK = 8;

  /** Variance below which a picture tells nothing, squared levels. */
  private static final double FAINT = 4;

  private static final double FAINT_BLOCK = 25;

  private Likeness() {}

  /**
   * The best match of two pictures.
   *
   * @param likeness up to 1
   * @param across pixels of the coarse picture that the content moved to the right
   * @param down pixels that it moved down
   */
  record Match(double likeness, int across, int down) {}

  /** A fine picture made coarse. */
  static float[] coarse(float[] fine) {
    float[] coarse = new float[COARSE * COARSE];
    for (int y = 0; y < FINE; y++) {
      for (int x = 0; x < FINE; x++) {
        coarse[y / 2 * COARSE + x / 2] += fine[y * FINE + x] / 4;
      }
    }
    return coarse;
  }

  /** Finds how the content of one coarse picture lies in the next. */
  static Match match(float[] before, float[] after) {
    Match best = new Match(-1, 0, 0);
    for (int distance = 0; distance <= 2 * REACH; distance++) {
      for (int dy = -Math.min(distance, REACH); dy <= Math.min(distance, REACH); dy++) {
        int rest = distance - Math.abs(dy);
        if (rest > REACH) {
          continue;
        }
        best = better(best, before, after, rest, dy);
        if (rest > 0) {
          best = better(best, before, after, -rest, dy);
        }
      }
    }
    return best;
  }

  private static Match better(Match best, float[] before, float[] after, int dx, int dy) {
    double found = correlation(before, after, dx, dy);
    return found > best.likeness() ? new Match(found, dx, dy) : best;
  }

  private static double correlation(float[] before, float[] after, int dx, int dy) {
    double a = 0;
    double b = 0;
    double aa = 0;
    double bb = 0;
    double ab = 0;
    for (int y = Math.max(0, dy); y < COARSE + Math.min(0, dy); y++) {
      int row = y * COARSE;
      int other = (y - dy) * COARSE - dx;
      for (int x = Math.max(0, dx); x < COARSE + Math.min(0, dx); x++) {
        float p = after[row + x];
        float q = before[other + x];
        a += p;
        b += q;
        aa += p * p;
        bb += q * q;
        ab += p * q;
      }
    }
    int count = (COARSE - Math.abs(dx)) * (COARSE - Math.abs(dy));
    double varianceA = aa / count - a / count * (a / count);
    double varianceB = bb / count - b / count * (b / count);
    double covariance = ab / count - a / count * (b / count);
    return (covariance + FAINT) / Math.sqrt((varianceA + FAINT) * (varianceB + FAINT));
  }

  /**
   * How much of a fine picture is not in another one: the mean over its blocks of what the best
   * match leaves of their variance, 0 to 1.
   */
  static double unmatched(float[] before, float[] after) {
    double sum = 0;
    int blocks = 0;
    for (int y = 0; y < FINE; y += BLOCK) {
      for (int x = 0; x < FINE; x += BLOCK) {
        sum += unmatched(before, after, x, y);
        blocks++;
      }
    }
    return sum / blocks;
  }

  private static double unmatched(float[] before, float[] after, int x, int y) {
    double variance = difference(after, x, y, null, 0, 0);
    double best = variance;
    for (int v = Math.max(0, y - REACH); v <= Math.min(FINE - BLOCK, y + REACH); v++) {
      for (int u = Math.max(0, x - REACH); u <= Math.min(FINE - BLOCK, x + REACH); u++) {
        best = Math.min(best, difference(after, x, y, before, u, v));
      }
    }
    return best / (variance + FAINT_BLOCK);
  }

  /** The variance of a block, or of its difference from another picture's block. */
  private static double difference(float[] one, int x, int y, float[] other, int u, int v) {
    double sum = 0;
    double squares = 0;
    for (int j = 0; j < BLOCK; j++) {
      for (int i = 0; i < BLOCK; i++) {
        float d = one[(y + j) * FINE + x + i];
        if (other != null) {
          d -= other[(v + j) * FINE + u + i];
        }
        sum += d;
        squares += d * d;
      }
    }
    double mean = sum / (BLOCK * BLOCK);
    return Math.max(0, squares / (BLOCK * BLOCK) - mean * mean);
  }
}
