package dev.kymo.trainer.process;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Watches for losses that rise for good, long before they are beyond all numbers: a smoothed loss
 * that is far above the lowest it has been is told, once in a thousand steps.
 */
final class LossWatch {
  private static final double SMOOTHING = 0.01;
  private static final double FACTOR = 10;
  private static final double OFFSET = 10;
  private static final int SETTLING = 200;
  private static final int QUIET = 1000;

  private final Map<String, Double> smooth = new HashMap<>();
  private final Map<String, Double> lowest = new HashMap<>();
  private long seen;
  private long told = Long.MIN_VALUE / 2;

  /** Takes a step's losses; gives a sentence when one of them has risen. */
  Optional<String> take(Map<String, Double> losses) {
    seen++;
    Optional<String> warning = Optional.empty();
    for (Map.Entry<String, Double> loss : losses.entrySet()) {
      double value = Math.abs(loss.getValue());
      double mean = smooth.merge(loss.getKey(), value, (old, now) -> old + SMOOTHING * (now - old));
      if (seen < SETTLING) {
        continue;
      }
      double low = lowest.merge(loss.getKey(), mean, Math::min);
      if (mean > FACTOR * low + OFFSET && seen - told >= QUIET) {
        told = seen;
        warning =
            Optional.of(
                String.format(
                    Locale.ROOT,
                    "The loss %s has risen to %.3g from %.3g; a lower learning rate or a higher r1 may help.",
                    loss.getKey(),
                    mean,
                    low));
      }
    }
    return warning;
  }
}
