package dev.kymo.studio.cli.render;

import dev.kymo.inference.footage.FootageOrigin;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
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
    int last = plan.output().count() - 1;
    TreeSet<Long> unknown =
        Stream.concat(
                Stream.of(latents.contentSeed())
                    .filter(seed -> learned.stream().noneMatch(o -> o.contentSeed() == seed)),
                latents.motionSeeds().stream()
                    .filter(seed -> learned.stream().noneMatch(o -> o.motionSeed() == seed)))
            .collect(Collectors.toCollection(TreeSet::new));
    if (unknown.isEmpty() && last > 0) {
      // The seeds of later clips count on.
      LongStream.rangeClosed(1, last)
          .map(clip -> latents.contentSeed() + clip)
          .filter(seed -> learned.stream().noneMatch(o -> o.contentSeed() == seed))
          .findFirst()
          .ifPresent(unknown::add);
    }
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
            unknown.first()));
  }
}
