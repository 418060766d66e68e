package dev.kymo.studio.project;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What comes with the studio to be played with; each may be missing from an installation.
 *
 * @param clip gives the checkpoint of a clip that was learned, beside its footage
 * @param people gives the checkpoint of several clips that were learned together
 * @param model gives the checkpoint of a model whose every seed is another clip
 */
public record DemoShelf(
    Supplier<Optional<Path>> clip,
    Supplier<Optional<Path>> people,
    Supplier<Optional<Path>> model) {

  /** A shelf with one demo for everything. */
  public static DemoShelf of(Path demo) {
    return new DemoShelf(() -> Optional.of(demo), () -> Optional.of(demo), () -> Optional.of(demo));
  }

  /** A shelf with a model alone: nothing to be welcomed with. */
  public static DemoShelf ofModel(Path model) {
    return new DemoShelf(Optional::empty, Optional::empty, () -> Optional.of(model));
  }

  /** Everything that is there. */
  public Stream<Path> all() {
    return Stream.of(clip, people, model).flatMap(demo -> demo.get().stream()).distinct();
  }
}
