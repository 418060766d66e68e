package dev.kymo.trainer.process;

/** How fast steps are done: over the last hundred, so that pauses for samples and saves count. */
final class Pace {
  private static final int STEPS = 100;

  private final long[] times = new long[STEPS + 1];
  private int known;
  private int next;

  /** A step begins the run, or is done, at a time in nanoseconds. */
  void mark(long nanos) {
    times[next] = nanos;
    next = (next + 1) % times.length;
    known = Math.min(known + 1, times.length);
  }

  /** What took time and was no step is left out. */
  void skip(long nanos) {
    for (int i = 0; i < times.length; i++) {
      times[i] += nanos;
    }
  }

  /** Seconds for a step, 0 before it is known. */
  double secondsPerStep() {
    if (known < 2) {
      return 0;
    }
    long newest = times[Math.floorMod(next - 1, times.length)];
    long oldest = times[Math.floorMod(next - known, times.length)];
    return (newest - oldest) / 1e9 / (known - 1);
  }
}
