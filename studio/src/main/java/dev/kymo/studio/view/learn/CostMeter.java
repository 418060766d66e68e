package dev.kymo.studio.view.learn;

import dev.kymo.studio.background.JobHandle;
import dev.kymo.studio.background.JobOutcome;
import dev.kymo.studio.background.JobRunner;
import dev.kymo.studio.learning.CostShelf;
import dev.kymo.studio.learning.LearningCost;
import dev.kymo.studio.runs.Trainer;
import dev.kymo.studio.view.kit.Texts;
import dev.kymo.trainer.run.LearningQuality;
import dev.kymo.trainer.run.TrainingOptions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * What each quality takes on this machine. What was measured before is shown at once and measured
 * again quietly, one quality after the other; those of one size share a measurement. Used from the
 * JavaFX thread.
 */
final class CostMeter {

  private final Trainer trainer;
  private final JobRunner jobs;
  private final CostShelf shelf;
  private final Texts texts;
  private final ReadOnlyObjectWrapper<Map<LearningQuality, LearningCost>> costs =
      new ReadOnlyObjectWrapper<>(Map.of());
  private final ReadOnlyObjectWrapper<Set<LearningQuality>> measuring =
      new ReadOnlyObjectWrapper<>(Set.of());
  private final ReadOnlyObjectWrapper<Map<LearningQuality, String>> faults =
      new ReadOnlyObjectWrapper<>(Map.of());
  private final Deque<LearningQuality> waiting = new ArrayDeque<>();
  private Map<LearningQuality, TrainingOptions> plans = Map.of();
  private Optional<JobHandle<?>> job = Optional.empty();

  CostMeter(Trainer trainer, JobRunner jobs, CostShelf shelf, Texts texts) {
    this.trainer = trainer;
    this.jobs = jobs;
    this.shelf = shelf;
    this.texts = texts;
  }

  /** What is known. */
  ReadOnlyObjectProperty<Map<LearningQuality, LearningCost>> costsProperty() {
    return costs.getReadOnlyProperty();
  }

  /** What is being measured. */
  ReadOnlyObjectProperty<Set<LearningQuality>> measuringProperty() {
    return measuring.getReadOnlyProperty();
  }

  /** Why a quality cannot be had on this machine. */
  ReadOnlyObjectProperty<Map<LearningQuality, String>> faultsProperty() {
    return faults.getReadOnlyProperty();
  }

  /** Shows what was measured before for runs like these. */
  void show(Map<LearningQuality, TrainingOptions> next) {
    plans = next;
    Map<LearningQuality, LearningCost> known = new EnumMap<>(LearningQuality.class);
    next.forEach((quality, plan) -> shelf.get(plan).ifPresent(cost -> known.put(quality, cost)));
    costs.set(Map.copyOf(known));
  }

  /** Measures runs like these, what is not known first. */
  void measure(Map<LearningQuality, TrainingOptions> next) {
    stop();
    show(next);
    faults.set(Map.of());
    Set<Integer> sizes = new HashSet<>();
    for (boolean known : new boolean[] {false, true}) {
      for (LearningQuality quality : LearningQuality.values()) {
        if (next.containsKey(quality)
            && costs.get().containsKey(quality) == known
            && sizes.add(quality.size())) {
          waiting.add(quality);
        }
      }
    }
    measureNext();
  }

  private void measureNext() {
    if (waiting.isEmpty()) {
      return;
    }
    LearningQuality quality = waiting.remove();
    TrainingOptions plan = plans.get(quality);
    measuring.set(ofSize(quality.size()));
    JobHandle<Trainer.Measurement> next =
        jobs.run(
            texts.get("learn.measuring"), context -> trainer.measure(plan, context::cancelled));
    job = Optional.of(next);
    next.whenEnded(outcome -> measured(next, quality, plan, outcome));
  }

  private void measured(
      JobHandle<?> from,
      LearningQuality quality,
      TrainingOptions plan,
      JobOutcome<Trainer.Measurement> outcome) {
    if (job.filter(newest -> newest == from).isEmpty()) {
      return;
    }
    job = Optional.empty();
    measuring.set(Set.of());
    if (outcome instanceof JobOutcome.Done<Trainer.Measurement> done && done.value().steps() > 0) {
      LearningCost cost = LearningCost.of(done.value());
      if (cost.isSound()) {
        shelf.put(plan, cost);
        show(plans);
      }
    } else if (outcome instanceof JobOutcome.Failed<Trainer.Measurement> failed) {
      Map<LearningQuality, String> next = new EnumMap<>(LearningQuality.class);
      next.putAll(faults.get());
      ofSize(quality.size()).forEach(q -> next.put(q, LearnSentences.of(failed.error(), texts)));
      faults.set(next);
    }
    measureNext();
  }

  private Set<LearningQuality> ofSize(int size) {
    Set<LearningQuality> same = new HashSet<>();
    plans.keySet().stream().filter(quality -> quality.size() == size).forEach(same::add);
    return Set.copyOf(same);
  }

  /** Gives up what is measured or waits for it. */
  void stop() {
    waiting.clear();
    job.ifPresent(JobHandle::cancel);
    job = Optional.empty();
    measuring.set(Set.of());
  }
}
