package dev.kymo.studio.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds a project's checkpoint: by its place, and by its content wherever else it may be. */
public final class CheckpointFinder {
  /** No more are read: each may take a second. */
  private static final int MOST = 64;

  private static final Pattern NAMES =
      Pattern.compile("\\.(pt|pth|safetensors)$", Pattern.CASE_INSENSITIVE);

  private final Identifier identifier;

  /** Tells a checkpoint by its content. */
  @FunctionalInterface
  public interface Identifier {
    /**
     * SHA-256 of a file's bytes in hexadecimal.
     *
     * @throws IOException when the file is not there or cannot be read
     */
    String sha256(Path file) throws IOException;
  }

  /** What became of looking. */
  public sealed interface Result {}

  /** The right checkpoint is here. */
  public record Found(Path file) implements Result {}

  /** There is a file in its place, but with another content. */
  public record Changed(Path file) implements Result {}

  /** There is nothing in its place. */
  public record Missing() implements Result {}

  /** A finder that tells checkpoints in this way. */
  public CheckpointFinder(Identifier identifier) {
    this.identifier = identifier;
  }

  /**
   * Looks at where the checkpoint should be and where it was, then among others of the same name,
   * and then for one that was renamed, in the folders of all of these. Reads whole files: not for
   * the interface's thread.
   *
   * @param known checkpoints that were opened before
   */
  public Result find(CheckpointReference wanted, List<Path> known) {
    Set<Path> places = new LinkedHashSet<>();
    places.add(wanted.file());
    wanted.otherwise().ifPresent(places::add);
    Optional<Path> changed = Optional.empty();
    for (Path place : places) {
      Optional<String> content = content(place);
      if (content.filter(wanted.sha256()::equals).isPresent()) {
        return new Found(place);
      }
      if (content.isPresent() && changed.isEmpty()) {
        changed = Optional.of(place);
      }
    }
    Set<Path> others = new LinkedHashSet<>(namesakes(wanted, known));
    Set<Path> folders = new LinkedHashSet<>();
    places.forEach(place -> addFolder(folders, place));
    known.forEach(file -> addFolder(folders, file));
    folders.forEach(folder -> others.addAll(checkpoints(folder)));
    others.removeAll(places);
    int looked = 0;
    for (Path other : others) {
      if (looked++ < MOST && content(other).filter(wanted.sha256()::equals).isPresent()) {
        return new Found(other);
      }
    }
    return changed.<Result>map(Changed::new).orElseGet(Missing::new);
  }

  private static void addFolder(Set<Path> folders, Path file) {
    Optional.ofNullable(file.toAbsolutePath().getParent()).ifPresent(folders::add);
  }

  private static List<Path> checkpoints(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> NAMES.matcher(file.toString()).find()).sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      // A folder that cannot be looked into is as good as empty: the user is asked for a file.
      return List.of();
    }
  }

  private static List<Path> namesakes(CheckpointReference wanted, List<Path> known) {
    List<Path> namesakes = new ArrayList<>();
    for (Path file : known) {
      if (String.valueOf(file.getFileName()).equals(wanted.name())) {
        namesakes.add(file);
      }
    }
    return namesakes;
  }

  private Optional<String> content(Path file) {
    try {
      return Optional.of(identifier.sha256(file));
    } catch (IOException e) {
      // A file that cannot be read is as good as missing: the user is asked for another.
      return Optional.empty();
    }
  }
}
