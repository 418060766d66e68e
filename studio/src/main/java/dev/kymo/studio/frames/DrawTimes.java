package dev.kymo.studio.frames;

/** A running mean of what a frame costs. Safe to use from any thread. */
final class DrawTimes {

  private static final double WEIGHT = 0.2;
  private double single = Double.NaN;
  private double batched = Double.NaN;

  /** One frame took so long, nanoseconds. */
  synchronized void drewOne(long nanos) {
    single = mix(single, (double) nanos);
  }

  /** So many frames of a batch took so long, nanoseconds. */
  synchronized void drewBatch(int frames, long nanos) {
    if (frames > 0) {
      batched = mix(batched, (double) nanos / frames);
    }
  }

  /** What one frame costs, nanoseconds, alone or in a batch; NaN before the first. */
  synchronized double perFrame() {
    // The first frames alone are slow while the engine warms up; a batch then knows better.
    return Double.isNaN(batched) ? single : Math.min(single, batched);
  }

  /** How many frames of a batch fit into so many nanoseconds: 1 to {@code most}. */
  synchronized int batchWithin(long nanos, int most) {
    if (Double.isNaN(batched)) {
      return 1;
    }
    return (int) Math.max(1, Math.min(most, nanos / Math.max(1, batched)));
  }

  /** Starts anew, for another model. */
  synchronized void reset() {
    single = Double.NaN;
    batched = Double.NaN;
  }

  private static double mix(double mean, double value) {
    return Double.isNaN(mean) ? value : mean + WEIGHT * (value - mean);
  }
}
