package dev.kymo.inference.carry;

/** The mean of each pixel's 3 x 3 neighborhood; the border goes on outside. Keeps a buffer. */
final class BoxMean {
  private final int size;
  private final float[] across;

  /** For planes (size, size), size at least 2. */
  BoxMean(int size) {
    this.size = size;
    across = new float[size * size];
  }

  /** Replaces the values of a plane by their means. */
  void apply(float[] plane) {
    int last = size - 1;
    for (int y = 0; y < size; y++) {
      int row = y * size;
      across[row] = 2 * plane[row] + plane[row + 1];
      for (int i = row + 1; i < row + last; i++) {
        across[i] = plane[i - 1] + plane[i] + plane[i + 1];
      }
      across[row + last] = plane[row + last - 1] + 2 * plane[row + last];
    }
    for (int y = 0; y < size; y++) {
      int row = y * size;
      int above = size * Math.max(0, y - 1) - row;
      int below = size * Math.min(last, y + 1) - row;
      for (int i = row; i < row + size; i++) {
        plane[i] = (across[i + above] + across[i] + across[i + below]) / 9;
      }
    }
  }
}
