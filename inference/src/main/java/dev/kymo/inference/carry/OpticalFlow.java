package dev.kymo.inference.carry;

import java.util.Arrays;

/**
 * Dense optical flow between two small pictures: for each pixel of the target, how far away in the
 * source what it shows lies: target(x) = source(x + flow(x)).
 *
 * <p>Variational and from coarse to fine: at each level, a few times over, the source is moved by
 * the flow so far, differences are linearized, and the flow that explains them and is smooth but
 * for a few jumps (both measured by Charbonnier's root, so neither outliers nor outlines rule)
 * solves a sparse linear system, by Jacobi steps with Chebyshev's acceleration. These have no order
 * within a step, so the compiler turns their loops into vector instructions. Keeps its buffers; for
 * one thread at a time.
 */
final class OpticalFlow {
  /** Below this a level holds nothing that the next one does not. */
  private static final int COARSEST = 8;

  /** Square of the largest eigenvalue of a Jacobi step that Chebyshev's weights expect. */
  private static final float SPECTRUM = 0.97f;

  /** Weight of a smooth flow against explained differences. */
  private static final float SMOOTHNESS = 20;

  /** Difference in levels below which all count by their square. */
  private static final float DIFFERENCE_EDGE = 2;

  /** Jump of the flow in pixels below which all count by their square. */
  private static final float FLOW_EDGE = 0.1f;

  private final int warps;
  private final int steps;
  private final Level[] levels;

  /**
   * For pictures of one size.
   *
   * @param size width and height, 8 to 4096
   * @param warps how often differences are linearized at each level
   * @param steps Jacobi steps for each
   */
  OpticalFlow(int size, int warps, int steps) {
    this.warps = warps;
    this.steps = steps;
    int count = 1;
    int coarsest = size;
    while (coarsest / 2 >= COARSEST && coarsest % 2 == 0) {
      coarsest /= 2;
      count++;
    }
    levels = new Level[count];
    for (int i = 0; i < count; i++) {
      levels[i] = new Level(size >> i);
    }
  }

  /**
   * Solves it.
   *
   * @param target three planes (size, size), 0 to 255
   * @param source likewise
   * @param across takes the flow to the right, (size, size), in pixels
   * @param down takes the flow downward
   */
  void solve(float[][] target, float[][] source, float[] across, float[] down) {
    levels[0].load(target, source);
    for (int i = 1; i < levels.length; i++) {
      levels[i].halve(levels[i - 1]);
    }
    int last = levels.length - 1;
    levels[last].clear();
    for (int i = last; i >= 0; i--) {
      if (i < last) {
        levels[i].enlarge(levels[i + 1]);
      }
      for (int k = 0; k < warps; k++) {
        levels[i].refine(steps);
      }
    }
    levels[0].store(across, down);
  }

  /** One size of the pictures, with a row of padding above and below. */
  private static final class Level {
    final int size;
    final int area;
    final float[][] target = new float[3][];
    final float[][] source = new float[3][];
    final float[][] moved = new float[3][];
    float[] u;
    float[] v;
    float[] nextU;
    float[] nextV;
    float[] oldU;
    float[] oldV;
    final float[] right;
    final float[] below;
    final float[] a11;
    final float[] a12;
    final float[] a22;
    final float[] b1;
    final float[] b2;
    final float[] gradX;
    final float[] gradY;
    final float[] jump;

    Level(int size) {
      this.size = size;
      area = size * size;
      int padded = area + 2 * size;
      for (int c = 0; c < 3; c++) {
        target[c] = new float[area];
        source[c] = new float[area];
        moved[c] = new float[area];
      }
      u = new float[padded];
      v = new float[padded];
      nextU = new float[padded];
      nextV = new float[padded];
      oldU = new float[padded];
      oldV = new float[padded];
      right = new float[padded];
      below = new float[padded];
      a11 = new float[padded];
      a12 = new float[padded];
      a22 = new float[padded];
      b1 = new float[padded];
      b2 = new float[padded];
      gradX = new float[area];
      gradY = new float[area];
      jump = new float[padded];
    }

    void load(float[][] newTarget, float[][] newSource) {
      for (int c = 0; c < 3; c++) {
        System.arraycopy(newTarget[c], 0, target[c], 0, area);
        System.arraycopy(newSource[c], 0, source[c], 0, area);
      }
    }

    void halve(Level finer) {
      for (int c = 0; c < 3; c++) {
        halve(finer.target[c], target[c]);
        halve(finer.source[c], source[c]);
      }
    }

    private void halve(float[] from, float[] to) {
      int width = 2 * size;
      for (int y = 0; y < size; y++) {
        int at = 2 * y * width;
        for (int x = 0; x < size; x++) {
          int i = at + 2 * x;
          to[y * size + x] =
              0.25f * (from[i] + from[i + 1] + from[i + width] + from[i + width + 1]);
        }
      }
    }

    void clear() {
      Arrays.fill(u, 0);
      Arrays.fill(v, 0);
    }

    void enlarge(Level coarser) {
      enlarge(coarser.u, u);
      enlarge(coarser.v, v);
    }

    /** Bilinear, and twice as far. */
    private void enlarge(float[] from, float[] to) {
      int half = size / 2;
      for (int y = 0; y < size; y++) {
        int near = Math.min(half - 1, y / 2);
        int far = (y & 1) == 0 ? Math.max(0, near - 1) : Math.min(half - 1, near + 1);
        int y0 = half + near * half;
        int y1 = half + far * half;
        for (int x = 0; x < size; x++) {
          int nearX = x / 2;
          int farX = (x & 1) == 0 ? Math.max(0, nearX - 1) : Math.min(half - 1, nearX + 1);
          to[size + y * size + x] =
              2
                  * (0.5625f * from[y0 + nearX]
                      + 0.1875f * (from[y0 + farX] + from[y1 + nearX])
                      + 0.0625f * from[y1 + farX]);
        }
      }
    }

    void store(float[] across, float[] down) {
      System.arraycopy(u, size, across, 0, area);
      System.arraycopy(v, size, down, 0, area);
    }

    void refine(int steps) {
      Sampling.move(source, moved, size, u, v, size);
      linearize();
      couple();
      invert();
      // What an earlier pair of pictures left there would change the last bit.
      Arrays.fill(oldU, 0);
      Arrays.fill(oldV, 0);
      float omega = 1;
      for (int k = 0; k < steps; k++) {
        // Chebyshev: x' = omega (J x - x_before) + x_before.
        if (k == 1) {
          omega = 2 / (2 - SPECTRUM);
        } else if (k > 1) {
          omega = 4 / (4 - SPECTRUM * omega);
        }
        step(omega);
      }
    }

    private void linearize() {
      Arrays.fill(a11, 0);
      Arrays.fill(a12, 0);
      Arrays.fill(a22, 0);
      Arrays.fill(b1, 0);
      Arrays.fill(b2, 0);
      Arrays.fill(jump, 0);
      for (int c = 0; c < 3; c++) {
        gradients(target[c], moved[c]);
        sum(target[c], moved[c]);
      }
      float edge2 = 3 * DIFFERENCE_EDGE * DIFFERENCE_EDGE;
      for (int i = size; i < size + area; i++) {
        float weight = (float) (1 / Math.sqrt(jump[i] + edge2));
        a11[i] *= weight;
        a12[i] *= weight;
        a22[i] *= weight;
        // Around the flow so far: A (x - x0) = -g  ->  A x = A x0 - g.
        b1[i] = a11[i] * u[i] + a12[i] * v[i] - weight * b1[i];
        b2[i] = a12[i] * u[i] + a22[i] * v[i] - weight * b2[i];
      }
    }

    /** Of the mean of target and moved source, central. */
    private void gradients(float[] a, float[] b) {
      for (int y = 0; y < size; y++) {
        int row = y * size;
        for (int i = row + 1; i < row + size - 1; i++) {
          gradX[i] = 0.25f * (a[i + 1] - a[i - 1] + b[i + 1] - b[i - 1]);
        }
        gradX[row] = 0;
        gradX[row + size - 1] = 0;
      }
      for (int i = size; i < area - size; i++) {
        gradY[i] = 0.25f * (a[i + size] - a[i - size] + b[i + size] - b[i - size]);
      }
      Arrays.fill(gradY, 0, size, 0);
      Arrays.fill(gradY, area - size, area, 0);
    }

    private void sum(float[] a, float[] b) {
      for (int i = 0; i < area; i++) {
        float difference = b[i] - a[i];
        float x = gradX[i];
        float y = gradY[i];
        a11[size + i] += x * x;
        a12[size + i] += x * y;
        a22[size + i] += y * y;
        b1[size + i] += x * difference;
        b2[size + i] += y * difference;
        jump[size + i] += difference * difference;
      }
    }

    /** Weights between neighbors: less where the flow jumps. */
    private void couple() {
      float edge2 = FLOW_EDGE * FLOW_EDGE;
      for (int i = size; i < size + area; i++) {
        float ux = u[i + 1] - u[i];
        float vx = v[i + 1] - v[i];
        float uy = u[i + size] - u[i];
        float vy = v[i + size] - v[i];
        jump[i] = ux * ux + vx * vx + uy * uy + vy * vy;
      }
      for (int i = size; i < size + area; i++) {
        jump[i] = (float) (SMOOTHNESS / Math.sqrt(jump[i] + edge2));
      }
      for (int y = 1; y <= size; y++) {
        int end = y * size + size - 1;
        // What lies outside is no neighbor.
        jump[end] = jump[end - 1];
      }
      System.arraycopy(jump, area - size, jump, area, size);
      for (int i = size; i < size + area; i++) {
        right[i] = 0.5f * (jump[i] + jump[i + 1]);
        below[i] = 0.5f * (jump[i] + jump[i + size]);
      }
      for (int y = 1; y <= size; y++) {
        right[y * size + size - 1] = 0;
      }
      Arrays.fill(below, area, area + size, 0);
      Arrays.fill(below, 0, size, 0);
      Arrays.fill(right, 0, size, 0);
    }

    /** Turns each pixel's 2 x 2 system into its inverse. */
    private void invert() {
      for (int i = size; i < size + area; i++) {
        float pull = right[i] + right[i - 1] + below[i] + below[i - size];
        float p = a11[i] + pull;
        float q = a22[i] + pull;
        float r = a12[i];
        float scale = 1 / (p * q - r * r);
        a11[i] = q * scale;
        a22[i] = p * scale;
        a12[i] = -r * scale;
      }
    }

    private void step(float omega) {
      for (int i = size; i < size + area; i++) {
        float r1 =
            b1[i]
                + right[i] * u[i + 1]
                + right[i - 1] * u[i - 1]
                + below[i] * u[i + size]
                + below[i - size] * u[i - size];
        float r2 =
            b2[i]
                + right[i] * v[i + 1]
                + right[i - 1] * v[i - 1]
                + below[i] * v[i + size]
                + below[i - size] * v[i - size];
        nextU[i] = omega * (a11[i] * r1 + a12[i] * r2 - oldU[i]) + oldU[i];
        nextV[i] = omega * (a12[i] * r1 + a22[i] * r2 - oldV[i]) + oldV[i];
      }
      float[] spareU = oldU;
      float[] spareV = oldV;
      oldU = u;
      oldV = v;
      u = nextU;
      v = nextV;
      nextU = spareU;
      nextV = spareV;
    }
  }
}
