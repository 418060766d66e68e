package dev.kymo.inference.carry;

/** Values between pixels. */
final class Sampling {
  private Sampling() {}

  /**
   * Moves planes (size, size): to(x) = from(x + flow(x)), bilinear, the border goes on outside.
   *
   * @param first where the flow's first pixel is in its arrays
   */
  static void move(float[][] from, float[][] to, int size, float[] u, float[] v, int first) {
    float[] f0 = from[0];
    float[] f1 = from[1];
    float[] f2 = from[2];
    int last = size - 1;
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        int i = y * size + x;
        float sx = Math.max(0, Math.min(last, x + u[first + i]));
        float sy = Math.max(0, Math.min(last, y + v[first + i]));
        int ix = Math.min((int) sx, last - 1);
        int iy = Math.min((int) sy, last - 1);
        float fx = sx - ix;
        float fy = sy - iy;
        int at = iy * size + ix;
        float w11 = fx * fy;
        float w10 = fy - w11;
        float w01 = fx - w11;
        float w00 = 1 - fx - w10;
        to[0][i] = w00 * f0[at] + w01 * f0[at + 1] + w10 * f0[at + size] + w11 * f0[at + size + 1];
        to[1][i] = w00 * f1[at] + w01 * f1[at + 1] + w10 * f1[at + size] + w11 * f1[at + size + 1];
        to[2][i] = w00 * f2[at] + w01 * f2[at + 1] + w10 * f2[at + size] + w11 * f2[at + size + 1];
      }
    }
  }
}
