package dev.kymo.trainer.run;

import dev.kymo.inference.file.FileException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which snapshots a run's metric events call the best: those with the lowest value. */
public final class BestSnapshots {
  private final EventReader events;

  /** The best of a run. */
  public BestSnapshots(RunDirectory run) {
    this.events = new EventReader(run);
  }

  /**
   * The best steps by the metric that was measured last, newest value of each step.
   *
   * @param count how many
   */
  public Set<Long> steps(int count) throws FileException {
    if (count == 0) {
      return Set.of();
    }
    events.poll();
    List<RunEvent> metrics =
        events.events().stream().filter(e -> e.kind() == RunEvent.Kind.METRIC).toList();
    Optional<String> name =
        metrics.isEmpty()
            ? Optional.empty()
            : Optional.ofNullable(metrics.get(metrics.size() - 1).texts().get("name"));
    Map<Long, Double> values = new LinkedHashMap<>();
    for (RunEvent metric : metrics) {
      if (metric.numbers().containsKey("value")
          && name.equals(Optional.ofNullable(metric.texts().get("name")))) {
        values.put(metric.step(), metric.numbers().get("value"));
      }
    }
    Set<Long> best = new LinkedHashSet<>();
    values.entrySet().stream()
        .sorted(Comparator.comparingDouble(Map.Entry::getValue))
        .limit(count)
        .forEach(entry -> best.add(entry.getKey()));
    return best;
  }
}
