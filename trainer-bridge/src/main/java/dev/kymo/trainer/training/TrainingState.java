package dev.kymo.trainer.training;

import dev.kymo.inference.checkpoint.GeneratorLayout;
import dev.kymo.inference.model.InitialWeights;
import dev.kymo.inference.tensor.HostTensor;
import dev.kymo.trainer.network.Discriminator;
import dev.kymo.trainer.network.InitialDiscriminator;
import dev.kymo.trainer.run.TrainingOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Everything that a run is at some step, on the host: state dicts in the published order and the
 * optimisers' states.
 */
public record TrainingState(
    Map<String, HostTensor> generator,
    Map<String, HostTensor> average,
    Map<String, HostTensor> imageDiscriminator,
    Map<String, HostTensor> videoDiscriminator,
    OptimiserState generatorOptimiser,
    OptimiserState imageOptimiser,
    OptimiserState videoOptimiser,
    long step) {

  /** Before the first step, from the run's seed. */
  static TrainingState initial(TrainingOptions options, Discriminator image, Discriminator video) {
    long seed = options.seed();
    Map<String, HostTensor> generator =
        inOrder(
            InitialWeights.of(options.model().generator(), seed),
            GeneratorLayout.shapes(options.model().generator()).keySet());
    return fresh(
        generator,
        InitialDiscriminator.of(image, seed + 1),
        InitialDiscriminator.of(video, seed + 2));
  }

  /** A first step from given networks. */
  static TrainingState fresh(
      Map<String, HostTensor> generator,
      Map<String, HostTensor> image,
      Map<String, HostTensor> video) {
    return new TrainingState(
        generator,
        generator,
        image,
        video,
        untouched(generator, GeneratorLayout::isLearned),
        untouched(image, InitialDiscriminator::isLearned),
        untouched(video, InitialDiscriminator::isLearned),
        0);
  }

  /** The same with another average of the generator. */
  TrainingState withAverage(Map<String, HostTensor> other) {
    return new TrainingState(
        generator,
        other,
        imageDiscriminator,
        videoDiscriminator,
        generatorOptimiser,
        imageOptimiser,
        videoOptimiser,
        step);
  }

  private static Map<String, HostTensor> inOrder(
      Map<String, HostTensor> tensors, Iterable<String> names) {
    Map<String, HostTensor> ordered = new LinkedHashMap<>();
    for (String name : names) {
      ordered.put(name, tensors.get(name));
    }
    return ordered;
  }

  /** The state of an optimiser before its first step. */
  public static OptimiserState untouched(
      Map<String, HostTensor> tensors, Predicate<String> isLearned) {
    List<OptimiserState.Moments> moments = new ArrayList<>();
    tensors.forEach(
        (name, tensor) -> {
          if (isLearned.test(name)) {
            HostTensor zeros = HostTensor.of(new float[(int) tensor.count()], tensor.shape());
            moments.add(new OptimiserState.Moments(0, zeros, zeros));
          }
        });
    return new OptimiserState(moments);
  }
}
