package dev.kymo.studio.runs;

import dev.kymo.trainer.run.RunEvent;
import java.util.List;
import java.util.Optional;

/**
 * The metric of a run that was measured last: the lower the better.
 *
 * @param name of it
 * @param newest value
 * @param best lowest value, each step counted as it was measured last
 * @param bestStep of that value
 */
public record RunMetric(String name, double newest, double best, long bestStep) {

  /** What a run's events tell; empty when nothing was measured. */
  public static Optional<RunMetric> of(List<RunEvent> events) {
    List<RunEvent> measured =
        events.stream()
            .filter(event -> event.kind() == RunEvent.Kind.METRIC)
            .filter(event -> event.numbers().containsKey("value"))
            .toList();
    if (measured.isEmpty()) {
      return Optional.empty();
    }
    RunEvent newest = measured.get(measured.size() - 1);
    String name = name(newest);
    RunEvent best = newest;
    for (int i = measured.size() - 1; i >= 0; i--) {
      RunEvent event = measured.get(i);
      long step = event.step();
      boolean again =
          measured.subList(i + 1, measured.size()).stream()
              .anyMatch(later -> later.step() == step && name(later).equals(name));
      if (name(event).equals(name) && !again && value(event) < value(best)) {
        best = event;
      }
    }
    return Optional.of(new RunMetric(name, value(newest), value(best), best.step()));
  }

  private static String name(RunEvent event) {
    return event.texts().getOrDefault("name", "metric");
  }

  private static double value(RunEvent event) {
    return event.numbers().get("value");
  }
}
