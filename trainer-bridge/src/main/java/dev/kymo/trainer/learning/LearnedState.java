package dev.kymo.trainer.learning;

import dev.kymo.inference.checkpoint.CheckpointState;
import dev.kymo.inference.checkpoint.GeneratorLayout;
import dev.kymo.inference.checkpoint.GeneratorSpec;
import dev.kymo.inference.model.InitialWeights;
import dev.kymo.inference.tensor.HostTensor;
import dev.kymo.trainer.training.OptimiserState;
import dev.kymo.trainer.training.PublishedState;
import dev.kymo.trainer.training.TrainingState;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Everything that learning is at some step, on the host. In a checkpoint it has the published names
 * of the generator and its optimiser, and no discriminators.
 *
 * @param figures measured last, by name; empty before
 */
record LearnedState(
    Map<String, HostTensor> generator,
    Map<String, HostTensor> average,
    OptimiserState optimiser,
    Map<String, Double> figures,
    long step) {

  /** Before the first step, from the run's seed. */
  static LearnedState initial(GeneratorSpec spec, long seed) {
    Map<String, HostTensor> drawn = InitialWeights.of(spec, seed);
    Map<String, HostTensor> ordered = new LinkedHashMap<>();
    for (String name : GeneratorLayout.shapes(spec).keySet()) {
      ordered.put(name, drawn.get(name));
    }
    return fresh(ordered);
  }

  private static LearnedState fresh(Map<String, HostTensor> generator) {
    return new LearnedState(
        generator,
        generator,
        TrainingState.untouched(generator, GeneratorLayout::isLearned),
        Map.of(),
        0);
  }

  /** As a checkpoint holds it, without {@code args}. */
  CheckpointState encode(double rate) {
    Map<String, Object> entries = new LinkedHashMap<>();
    entries.put("g", PublishedState.stored(generator));
    entries.put("g_ema", PublishedState.stored(average));
    entries.put(
        "g_optim",
        PublishedState.optimiser(optimiser, rate, ClipLearning.BETA1, ClipLearning.BETA2));
    entries.put(CheckpointState.LEARNED, new LinkedHashMap<Object, Object>(figures));
    entries.put("iter", step);
    return new CheckpointState(entries);
  }

  /**
   * What learning goes on from: a full state of a run like this one is continued; of others the
   * averaged generator is taken.
   *
   * @throws IOException when something is missing or of another shape; the message says what
   */
  static LearnedState decode(CheckpointState state, GeneratorSpec spec) throws IOException {
    Map<String, long[]> shapes = GeneratorLayout.shapes(spec);
    Map<String, HostTensor> average = PublishedState.network(state, "g_ema", shapes);
    if (!state.full() || !state.entries().containsKey(CheckpointState.LEARNED)) {
      return fresh(average);
    }
    Map<String, HostTensor> generator = PublishedState.network(state, "g", shapes);
    return new LearnedState(
        generator,
        average,
        PublishedState.optimiser(state, "g_optim", generator, GeneratorLayout::isLearned),
        state.figures(),
        state.step().orElse(0));
  }
}
