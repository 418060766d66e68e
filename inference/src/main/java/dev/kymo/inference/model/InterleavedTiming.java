package dev.kymo.inference.model;

import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Times several ways to do the same work in turns, so that what else the machine does strikes all
 * of them alike, and judges each round by itself: a way is compared with the first one right beside
 * it. What counts are medians.
 */
final class InterleavedTiming {
  /** Fewer tell nothing of how much rounds differ. */
  private static final int FEWEST_ROUNDS = 5;

  private static final int MOST_ROUNDS = 41;

  /**
   * Rounds go on until they took this long; where one frame takes longer, the fewest are enough.
   */
  private static final long ENOUGH_NANOS = 500_000_000L;

  private InterleavedTiming() {}

  /**
   * How one way compares with the first one.
   *
   * @param nanos median of its times
   * @param speedup median of the first way's time over its own, round by round
   * @param lower a quarter of the rounds have less than this speedup
   * @param upper a quarter of the rounds have more than this speedup
   */
  record Timing(long nanos, double speedup, double lower, double upper) {

    /** Whether the rounds agree that it is, or is not, at least so many times as fast. */
    boolean isSure(double times) {
      return lower >= times || upper < times;
    }
  }

  /**
   * Times them.
   *
   * @param ways does the work once and gives the nanoseconds that it took; warmed up
   * @return one for each way; of the first one the speedup is 1
   */
  static List<Timing> of(List<LongSupplier> ways) {
    long[][] nanos = new long[ways.size()][MOST_ROUNDS];
    int rounds = 0;
    long spent = 0;
    while (rounds < MOST_ROUNDS && (rounds < FEWEST_ROUNDS || spent < ENOUGH_NANOS)) {
      for (int way = 0; way < nanos.length; way++) {
        long took = Math.max(1, ways.get(way).getAsLong());
        nanos[way][rounds] = took;
        spent += took;
      }
      rounds++;
    }
    Timing[] timings = new Timing[nanos.length];
    for (int way = 0; way < nanos.length; way++) {
      double[] speedups = new double[rounds];
      double[] own = new double[rounds];
      for (int round = 0; round < rounds; round++) {
        speedups[round] = (double) nanos[0][round] / nanos[way][round];
        own[round] = nanos[way][round];
      }
      Arrays.sort(speedups);
      Arrays.sort(own);
      timings[way] =
          new Timing(
              Math.round(own[rounds / 2]),
              speedups[rounds / 2],
              speedups[rounds / 4],
              speedups[rounds - 1 - rounds / 4]);
    }
    return List.of(timings);
  }
}
