package dev.kymo.trainer.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A value over the steps of a run, thinned as it grows: neighbouring steps share a bucket that
 * keeps their smallest, largest, mean and last value, so that no spike is lost, and the memory is
 * bounded.
 */
public final class Curve {
  private final int capacity;
  private final long[] first;
  private final long[] last;
  private final double[] min;
  private final double[] max;
  private final double[] sum;
  private final double[] newest;
  private final long[] count;
  private int size;
  private long perBucket = 1;

  /**
   * An empty curve.
   *
   * @param capacity the most buckets, even, at least 2
   */
  Curve(int capacity) {
    this.capacity = capacity;
    first = new long[capacity];
    last = new long[capacity];
    min = new double[capacity];
    max = new double[capacity];
    sum = new double[capacity];
    newest = new double[capacity];
    count = new long[capacity];
  }

  /**
   * Some neighbouring steps.
   *
   * @param first step
   * @param last step
   * @param min smallest value
   * @param max largest value
   * @param mean of the values
   * @param newest value at the last step
   */
  public record Bucket(long first, long last, double min, double max, double mean, double newest) {}

  void add(long step, double value) {
    if (size == 0 || count[size - 1] >= perBucket) {
      if (size == capacity) {
        thin();
      }
      if (size == 0 || count[size - 1] >= perBucket) {
        begin(step, value);
        return;
      }
    }
    int i = size - 1;
    last[i] = step;
    min[i] = Math.min(min[i], value);
    max[i] = Math.max(max[i], value);
    sum[i] += value;
    newest[i] = value;
    count[i]++;
  }

  private void begin(long step, double value) {
    int i = size++;
    first[i] = step;
    last[i] = step;
    min[i] = value;
    max[i] = value;
    sum[i] = value;
    newest[i] = value;
    count[i] = 1;
  }

  /** Two buckets become one. */
  private void thin() {
    for (int i = 0; i < size / 2; i++) {
      int a = 2 * i;
      int b = a + 1;
      first[i] = first[a];
      last[i] = last[b];
      min[i] = Math.min(min[a], min[b]);
      max[i] = Math.max(max[a], max[b]);
      sum[i] = sum[a] + sum[b];
      newest[i] = newest[b];
      count[i] = count[a] + count[b];
    }
    size /= 2;
    perBucket *= 2;
  }

  /** Forgets what came after a step: a resumed run does those steps again. */
  void rewind(long step) {
    while (size > 0 && first[size - 1] > step) {
      size--;
    }
    if (size > 0) {
      last[size - 1] = Math.min(last[size - 1], step);
    }
  }

  /** The buckets in order of their steps. */
  public List<Bucket> buckets() {
    List<Bucket> buckets = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      buckets.add(new Bucket(first[i], last[i], min[i], max[i], sum[i] / count[i], newest[i]));
    }
    return buckets;
  }

  /** How many values are in it. */
  public long values() {
    return Arrays.stream(count, 0, size).sum();
  }
}
