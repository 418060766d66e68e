package dev.kymo.inference.clip;

import java.util.Arrays;

/** A histogram of colours in cells of 4 x 4 x 4 levels, each with the exact mean of its pixels. */
final class ColorCells {
  /** Red, green and blue sums and the count of each cell, four apart. */
  private final int[] sums;

  private final int[] keys;
  private int used;

  /** A run of cells in the present order, with its squared error and its mean colour. */
  record Box(int from, int to, double error, int channel, double mean, int color) {}

  ColorCells(int cells) {
    sums = new int[4 * cells];
    keys = new int[cells];
  }

  /** The cell of a pixel: the upper six bits of each channel. */
  static int cell(int argb) {
    return (argb >> 6 & 0x3F000) | (argb >> 4 & 0xFC0) | (argb >> 2 & 0x3F);
  }

  void collect(int[] argb) {
    Arrays.fill(sums, 0);
    used = 0;
    for (int pixel : argb) {
      int key = cell(pixel);
      if (sums[4 * key + 3]++ == 0) {
        keys[used++] = key;
      }
      sums[4 * key] += pixel >> 16 & 0xFF;
      sums[4 * key + 1] += pixel >> 8 & 0xFF;
      sums[4 * key + 2] += pixel & 0xFF;
    }
  }

  int used() {
    return used;
  }

  int key(int i) {
    return keys[i];
  }

  /** The mean colour of the i-th cell. */
  int color(int i) {
    long[] sum = new long[4];
    addTo(sum, 0, i);
    return mean(sum, 0);
  }

  void addTo(long[] totals, int at, int i) {
    for (int j = 0; j < 4; j++) {
      totals[at + j] += sums[4 * keys[i] + j];
    }
  }

  /** The colour of three sums and a count. */
  static int mean(long[] totals, int at) {
    long count = totals[at + 3];
    int color = 0;
    for (int channel = 0; channel < 3; channel++) {
      color = color << 8 | (int) ((totals[at + channel] + count / 2) / count);
    }
    return color;
  }

  /** The cells from (inclusive) to (exclusive). */
  Box box(int from, int to) {
    long[] total = new long[4];
    double[] squares = new double[3];
    for (int i = from; i < to; i++) {
      addTo(total, 0, i);
      double count = sums[4 * keys[i] + 3];
      for (int channel = 0; channel < 3; channel++) {
        double sum = sums[4 * keys[i] + channel];
        squares[channel] += sum * sum / count;
      }
    }
    double error = 0;
    int widest = 0;
    double most = -1;
    for (int channel = 0; channel < 3; channel++) {
      double deviation = squares[channel] - (double) total[channel] * total[channel] / total[3];
      error += deviation;
      if (deviation > most) {
        most = deviation;
        widest = channel;
      }
    }
    // One cell has no error to split, whatever rounding says.
    double splittable = to - from > 1 ? error : 0;
    double mean = (double) total[widest] / total[3];
    return new Box(from, to, splittable, widest, mean, mean(total, 0));
  }

  /** Brings the cells below the mean to the front; both parts get at least one. */
  int partition(Box box) {
    int middle = box.from();
    for (int i = box.from(); i < box.to(); i++) {
      double value = (double) sums[4 * keys[i] + box.channel()] / sums[4 * keys[i] + 3];
      if (value < box.mean()) {
        int key = keys[i];
        keys[i] = keys[middle];
        keys[middle++] = key;
      }
    }
    return Math.max(box.from() + 1, Math.min(box.to() - 1, middle));
  }
}
