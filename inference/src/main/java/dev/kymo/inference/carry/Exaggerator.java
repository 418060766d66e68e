package dev.kymo.inference.carry;

import java.util.Arrays;

/**
 * Carries a motion on beyond where it was seen: of two pictures of one thing, one where it rests
 * and one where it has moved, makes the picture where it has moved further in the same direction.
 * Says of every pixel how far it can be trusted: not where something is uncovered that neither the
 * motion nor the moved picture knows, nor where the two pictures differ by more than motion. Keeps
 * its buffers; for one thread at a time.
 */
public final class Exaggerator {
  private static final int WARPS = 3;
  private static final int STEPS = 25;

  /** Steps towards where a pixel comes from. */
  private static final int SEARCH = 6;

  /** A pixel whose origin is not found to this many pixels is not trusted. */
  private static final float LOST = 0.25f;

  /** Mean difference in levels that motion may leave; at twice as much nothing is trusted. */
  private static final float EXPLAINED = 8;

  private final int size;
  private final OpticalFlow flow;
  private final float[] across;
  private final float[] down;
  private final float[] length;
  private final float[] largest;
  private final int[] strongest;
  private final int[] strongestOfRow;
  private final float[] doubt;
  private final BoxMean around;
  private final float[][] explained = new float[3][];

  /**
   * For pictures of one size.
   *
   * @param size width and height, 8 to 4096
   */
  public Exaggerator(int size) {
    this.size = size;
    flow = new OpticalFlow(size, WARPS, STEPS);
    int area = size * size;
    across = new float[area];
    down = new float[area];
    length = new float[area];
    largest = new float[area];
    strongest = new int[area];
    strongestOfRow = new int[area];
    doubt = new float[area];
    around = new BoxMean(size);
    for (int c = 0; c < 3; c++) {
      explained[c] = new float[area];
    }
  }

  /**
   * Makes the picture.
   *
   * @param rest three planes (size, size), 0 to 255
   * @param moved likewise
   * @param gain of the motion from rest to moved, at least 1; 1 gives the moved picture
   * @param result takes the exaggerated picture, likewise
   * @param trust takes how far each pixel can be trusted, (size, size), 0 to 1
   */
  public void exaggerate(
      float[][] rest, float[][] moved, double gain, float[][] result, float[] trust) {
    // What moved shows at x is at x + flow in the picture at rest: it goes the other way.
    flow.solve(moved, rest, across, down);
    Sampling.move(rest, explained, size, across, down, 0);
    judge(moved);
    float further = (float) -(gain - 1);
    for (int i = 0; i < across.length; i++) {
      across[i] *= further;
      down[i] *= further;
    }
    findStrongest(Math.min(size / 4, (int) Math.ceil(measure())));
    gather(moved, result, trust);
  }

  /** What is left when the motion is taken out, over 3 x 3 pixels. */
  private void judge(float[][] moved) {
    for (int i = 0; i < doubt.length; i++) {
      doubt[i] =
          (Math.abs(moved[0][i] - explained[0][i])
                  + Math.abs(moved[1][i] - explained[1][i])
                  + Math.abs(moved[2][i] - explained[2][i]))
              / 3;
    }
    around.apply(doubt);
  }

  /** How far each pixel goes beyond what most of the picture does; gives back the farthest. */
  private float measure() {
    float u = median(across);
    float v = median(down);
    float farthest = 0;
    for (int i = 0; i < length.length; i++) {
      length[i] = (float) Math.hypot(across[i] - u, down[i] - v);
      farthest = Math.max(farthest, length[i]);
    }
    return farthest;
  }

  private float median(float[] values) {
    System.arraycopy(values, 0, largest, 0, values.length);
    Arrays.sort(largest);
    return largest[largest.length / 2];
  }

  /** For each pixel the one within reach that goes farthest: it may come to lie here. */
  private void findStrongest(int reach) {
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        int best = y * size + x;
        for (int k = Math.max(0, x - reach); k <= Math.min(size - 1, x + reach); k++) {
          int i = y * size + k;
          best = length[i] > length[best] ? i : best;
        }
        strongestOfRow[y * size + x] = best;
      }
    }
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        int best = strongestOfRow[y * size + x];
        for (int k = Math.max(0, y - reach); k <= Math.min(size - 1, y + reach); k++) {
          int i = strongestOfRow[k * size + x];
          best = length[i] > length[best] ? i : best;
        }
        strongest[y * size + x] = best;
      }
    }
  }

  /**
   * Every pixel looks for what comes to lie on it, from where it is and from where the strongest
   * motion around would have come; what moves more covers what moves less.
   */
  private void gather(float[][] moved, float[][] result, float[] trust) {
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        int i = y * size + x;
        int far = strongest[i];
        float ax = x - across[i];
        float ay = y - down[i];
        float bx = x - across[far];
        float by = y - down[far];
        for (int k = 0; k < SEARCH; k++) {
          float u = at(across, ax, ay);
          float v = at(down, ax, ay);
          ax = x - u;
          ay = y - v;
          u = at(across, bx, by);
          v = at(down, bx, by);
          bx = x - u;
          by = y - v;
        }
        float missA = miss(x, y, ax, ay);
        float missB = miss(x, y, bx, by);
        boolean second = missB < LOST && (missA >= LOST || at(length, bx, by) > at(length, ax, ay));
        float fromX = second ? bx : ax;
        float fromY = second ? by : ay;
        float miss = second ? missB : missA;
        boolean inside = fromX >= 0 && fromY >= 0 && fromX <= size - 1 && fromY <= size - 1;
        for (int c = 0; c < 3; c++) {
          result[c][i] = at(moved[c], fromX, fromY);
        }
        float left = at(doubt, fromX, fromY);
        trust[i] = miss < LOST && inside ? Math.max(0, Math.min(1, 2 - left / EXPLAINED)) : 0;
      }
    }
  }

  /** How far from a pixel that comes to lie which is said to come from there. */
  private float miss(int x, int y, float fromX, float fromY) {
    return (float)
        Math.hypot(fromX + at(across, fromX, fromY) - x, fromY + at(down, fromX, fromY) - y);
  }

  private float at(float[] plane, float x, float y) {
    float sx = Math.max(0, Math.min(size - 1, x));
    float sy = Math.max(0, Math.min(size - 1, y));
    int ix = Math.min((int) sx, size - 2);
    int iy = Math.min((int) sy, size - 2);
    float fx = sx - ix;
    float fy = sy - iy;
    int i = iy * size + ix;
    float top = plane[i] + fx * (plane[i + 1] - plane[i]);
    float bottom = plane[i + size] + fx * (plane[i + size + 1] - plane[i + size]);
    return top + fy * (bottom - top);
  }
}
