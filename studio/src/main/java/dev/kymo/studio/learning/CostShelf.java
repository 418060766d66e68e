package dev.kymo.studio.learning;

import dev.kymo.trainer.run.TrainingOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What was measured on this machine before, so that it is known at once the next time. A cost
 * belongs to a size of model, a batch and a number of layers; how long the clip is hardly counts.
 */
public final class CostShelf {

  private final Map<String, LearningCost> costs = new LinkedHashMap<>();
  private final Consumer<Map<String, LearningCost>> keep;

  /**
   * Begins with what is known.
   *
   * @param keep remembers what is measured
   */
  public CostShelf(Map<String, LearningCost> known, Consumer<Map<String, LearningCost>> keep) {
    known.forEach(
        (key, cost) -> {
          if (cost != null && cost.isSound()) {
            costs.put(key, cost);
          }
        });
    this.keep = keep;
  }

  /** What a run like this was measured to take. */
  public Optional<LearningCost> get(TrainingOptions options) {
    return Optional.ofNullable(costs.get(key(options)));
  }

  /** Remembers what a run like this takes. */
  public void put(TrainingOptions options, LearningCost cost) {
    costs.put(key(options), cost);
    keep.accept(Map.copyOf(costs));
  }

  private static String key(TrainingOptions options) {
    return "%d px, %d frames a step, %d layers"
        .formatted(
            options.model().generator().imageSize(),
            options.imagesPerStep(),
            options.model().generator().contentLayers());
  }
}
