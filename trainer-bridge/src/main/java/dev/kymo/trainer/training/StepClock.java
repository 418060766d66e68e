package dev.kymo.trainer.training;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where the time of a step goes. On CUDA, where calls return before they are done, the phases are
 * those of the calls, and only the total is that of the work.
 */
public final class StepClock {
  private final Map<String, Long> nanos = new LinkedHashMap<>();
  private long mark = System.nanoTime();

  /** The time since the last mark belongs to this phase. */
  public void spent(String phase) {
    long now = System.nanoTime();
    nanos.merge(phase, now - mark, Long::sum);
    mark = now;
  }

  /** Seconds by phase. */
  public Map<String, Double> seconds() {
    Map<String, Double> seconds = new LinkedHashMap<>();
    nanos.forEach((phase, value) -> seconds.put(phase, value / 1e9));
    return seconds;
  }
}
