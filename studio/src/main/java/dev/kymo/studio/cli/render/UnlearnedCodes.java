package dev.kymo.studio.cli.render;

import dev.kymo.inference.footage.FootageOrigin;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Codes that a model of the user's clips has never seen. It draws something for them, but broken
 * pictures; the studio offers them as little as its dice.
 */
final class UnlearnedCodes {
  private UnlearnedCodes() {}

  /**
   * A sentence when a plan has codes that a model has not learned.
   *
   * @param learned what the model has learned; empty for models of another kind
   */
  static Optional<String> note(RenderPlan plan, List<FootageOrigin> learned) {
    LatentChoice latents = plan.latents();
    if (learned.isEmpty() || plan.project().isPresent()) {
      return Optional.empty();
    }
    if (latents.file().isPresent()) {
      return Optional.of(
          "This model has learned only its clips' own codes, which --latents may not hold: other"
              + " codes give broken pictures.");
    }
    Optional<Long> unknown =
        IntStream.range(0, plan.output().count())
            .boxed()
            .flatMap(clip -> unknown(latents, clip, learned))
            .findFirst();
    if (unknown.isEmpty()) {
      return Optional.empty();
    }
    String known =
        learned.stream()
            .map(o -> o.contentSeed() + " (" + o.name() + ")")
            .collect(Collectors.joining(", "));
    return Optional.of(
        String.format(
            Locale.ROOT,
            "This model has learned only the codes %s: code %d gives broken pictures.",
            known,
            unknown.get()));
  }

  /** The codes of a clip that were not learned, the smallest first. */
  private static Stream<Long> unknown(LatentChoice latents, int clip, List<FootageOrigin> learned) {
    Stream<Long> content =
        Stream.of(latents.contentSeed(clip))
            .filter(seed -> learned.stream().noneMatch(o -> o.contentSeed() == seed));
    Stream<Long> motion =
        latents.motionSeeds(clip).stream()
            .filter(seed -> learned.stream().noneMatch(o -> o.motionSeed() == seed));
    return Stream.concat(content, motion).sorted();
  }
}
