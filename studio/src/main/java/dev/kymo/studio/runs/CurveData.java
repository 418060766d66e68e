package dev.kymo.studio.runs;

import dev.kymo.trainer.run.Curve;
import dev.kymo.trainer.run.EventIndex;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One curve of a run, as it was read: immutable, so that one thread may read on while another
 * draws. A point stands for one value or, where the run is too long for that, for neighbouring
 * ones.
 */
public final class CurveData {

  private final String name;
  private final long[] first;
  private final long[] last;
  private final double[] min;
  private final double[] max;
  private final double[] mean;

  /** Copies a curve. */
  public CurveData(String name, Curve curve) {
    this(name, curve.buckets());
  }

  /** A curve of these buckets. */
  public CurveData(String name, List<Curve.Bucket> buckets) {
    this.name = name;
    int size = buckets.size();
    first = new long[size];
    last = new long[size];
    min = new double[size];
    max = new double[size];
    mean = new double[size];
    for (int i = 0; i < size; i++) {
      Curve.Bucket bucket = buckets.get(i);
      first[i] = bucket.first();
      last[i] = bucket.last();
      min[i] = bucket.min();
      max[i] = bucket.max();
      mean[i] = bucket.mean();
    }
  }

  private CurveData(CurveData whole, int to, CurveData part, int at) {
    name = whole.name;
    first = join(whole.first, to, part.first, at);
    last = join(whole.last, to, part.last, at);
    min = join(whole.min, to, part.min, at);
    max = join(whole.max, to, part.max, at);
    mean = join(whole.mean, to, part.mean, at);
  }

  private static long[] join(long[] whole, int to, long[] part, int at) {
    int rest = whole.length - at;
    long[] all = Arrays.copyOf(whole, to + part.length + rest);
    System.arraycopy(part, 0, all, to, part.length);
    System.arraycopy(whole, at, all, to + part.length, rest);
    return all;
  }

  private static double[] join(double[] whole, int to, double[] part, int at) {
    int rest = whole.length - at;
    double[] all = Arrays.copyOf(whole, to + part.length + rest);
    System.arraycopy(part, 0, all, to, part.length);
    System.arraycopy(whole, at, all, to + part.length, rest);
    return all;
  }

  /** The same with the points of another curve where they touch a range of steps. */
  public CurveData with(CurveData part, EventIndex.Range range) {
    int to = 0;
    while (to < size() && last[to] < range.from()) {
      to++;
    }
    int at = to;
    while (at < size() && first[at] <= range.to()) {
      at++;
    }
    return new CurveData(this, to, part, at);
  }

  /**
   * The steps of all points that touch a range, if one of them stands for several steps: then there
   * is more to be read.
   */
  public Optional<EventIndex.Range> coarse(double from, double to) {
    boolean coarse = false;
    long start = Long.MAX_VALUE;
    long end = Long.MIN_VALUE;
    for (int i = 0; i < size(); i++) {
      if (last[i] >= from && first[i] <= to) {
        coarse |= first[i] != last[i];
        start = Math.min(start, first[i]);
        end = Math.max(end, last[i]);
      }
    }
    return coarse ? Optional.of(new EventIndex.Range(start, end)) : Optional.empty();
  }

  /** What was measured. */
  public String name() {
    return name;
  }

  /** How many points there are. */
  public int size() {
    return first.length;
  }

  /** The first step that point i stands for. */
  public long first(int i) {
    return first[i];
  }

  /** The last step that point i stands for. */
  public long last(int i) {
    return last[i];
  }

  /** The smallest value of point i. */
  public double min(int i) {
    return min[i];
  }

  /** The largest value of point i. */
  public double max(int i) {
    return max[i];
  }

  /** The mean of the values of point i; the value itself if there is one. */
  public double mean(int i) {
    return mean[i];
  }

  /** The mean of the newest point; 0 for an empty curve. */
  public double newest() {
    return mean.length == 0 ? 0 : mean[mean.length - 1];
  }

  /** The point whose steps are nearest to a step; -1 for an empty curve. */
  public int nearest(double step) {
    int low = 0;
    int high = first.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (first[middle] <= step) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    if (first.length > low + 1 && first[low + 1] - step < step - last[low]) {
      return low + 1;
    }
    return first.length == 0 ? -1 : low;
  }
}
