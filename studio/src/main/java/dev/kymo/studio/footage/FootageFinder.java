package dev.kymo.studio.footage;

import dev.kymo.inference.file.FileException;
import dev.kymo.inference.footage.FootageHash;
import dev.kymo.inference.footage.FootageOrigin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the footage of a learned model: where it was, and by its name in other folders. */
public final class FootageFinder {
  private FootageFinder() {}

  /** What became of looking. */
  public sealed interface Result {}

  /** The footage is here. */
  public record Found(Path file) implements Result {}

  /** There is a file of its name, but with another content. */
  public record Changed(Path file) implements Result {}

  /** There is nothing of its name. */
  public record Missing() implements Result {}

  /**
   * Looks; reads up to 64 MiB of each file that it meets: not for the interface's thread.
   *
   * @param places where it was, the likeliest first
   * @param folders where a file of its name may lie
   */
  public static Result find(FootageOrigin origin, List<Path> places, List<Path> folders) {
    Set<Path> all = new LinkedHashSet<>();
    places.forEach(place -> all.add(place.toAbsolutePath().normalize()));
    folders.forEach(folder -> all.add(folder.toAbsolutePath().normalize().resolve(origin.name())));
    Optional<Path> changed = Optional.empty();
    for (Path file : all) {
      Optional<String> hash = Files.exists(file) ? hash(file) : Optional.empty();
      if (hash.filter(origin.hash()::equals).isPresent()) {
        return new Found(file);
      }
      if (hash.isPresent() && changed.isEmpty()) {
        changed = Optional.of(file);
      }
    }
    return changed.<Result>map(Changed::new).orElseGet(Missing::new);
  }

  private static Optional<String> hash(Path file) {
    try {
      return Optional.of(FootageHash.of(file));
    } catch (FileException e) {
      // What cannot be read is as good as missing: the user is told, and may name another.
      return Optional.empty();
    }
  }
}
