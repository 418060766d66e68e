package dev.kymo.studio.runs;

import dev.kymo.inference.file.FileException;
import dev.kymo.inference.tensor.SafetensorsFile;
import dev.kymo.trainer.run.RunDirectory;
import dev.kymo.trainer.run.RunState;
import dev.kymo.trainer.run.RunStatus;
import dev.kymo.trainer.run.TrainingOptions;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Finds runs and reads what a list shows of them. Nothing is written. What does not change
 * (options, finished checkpoints) is read once. Used by one thread at a time.
 */
public final class RunScanner {

  private final Map<Path, Frozen> frozen = new HashMap<>();
  private final Map<Path, Saved> saved = new HashMap<>();

  private record Frozen(long modified, Optional<TrainingOptions> options, Optional<String> fault) {}

  private record Saved(long modified, OptionalLong step) {}

  /** All runs of these places, the newest first. A place that is not there has none. */
  public List<RunSummary> scan(RunPlaces places) {
    Set<Path> roots = new LinkedHashSet<>();
    collect(places.folder(), roots);
    places.added().forEach(place -> collect(place, roots));
    List<RunSummary> runs = new ArrayList<>();
    for (Path root : roots) {
      summary(root).ifPresent(runs::add);
    }
    frozen.keySet().retainAll(roots);
    saved.keySet().retainAll(roots);
    runs.sort(
        Comparator.comparingLong(RunSummary::created)
            .reversed()
            .thenComparing(RunSummary::root, Comparator.reverseOrder()));
    return runs;
  }

  private static void collect(Path place, Set<Path> roots) {
    if (RunDirectory.isRun(place)) {
      roots.add(place.toAbsolutePath().normalize());
      return;
    }
    if (!Files.isDirectory(place)) {
      return;
    }
    try (DirectoryStream<Path> inside = Files.newDirectoryStream(place)) {
      for (Path folder : inside) {
        if (RunDirectory.isRun(folder)) {
          roots.add(folder.toAbsolutePath().normalize());
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // A disk that was taken out has no runs; they come back with it.
      roots.remove(place);
    }
  }

  /** Empty when the run has gone in the meantime. */
  private Optional<RunSummary> summary(Path root) {
    try {
      RunDirectory run = RunDirectory.view(root);
      Frozen options = options(run);
      try {
        Optional<RunStatus> status = RunStatus.read(run);
        Optional<RunState> state = status.map(RunStatus::seen);
        boolean resting = state.isPresent() && !state.get().alive();
        return Optional.of(
            new RunSummary(
                root,
                options.modified(),
                options.options(),
                status,
                state,
                resting ? savedStep(run) : OptionalLong.empty(),
                options.fault()));
      } catch (FileException e) {
        return Optional.of(
            new RunSummary(
                root,
                options.modified(),
                options.options(),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.of(e.getMessage())));
      }
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Frozen options(RunDirectory run) throws IOException {
    long modified = Files.getLastModifiedTime(run.optionsFile()).toMillis();
    Frozen known = frozen.get(run.root());
    if (known != null && known.modified() == modified) {
      return known;
    }
    Frozen read;
    try {
      read = new Frozen(modified, Optional.of(run.options()), Optional.empty());
    } catch (FileException e) {
      read = new Frozen(modified, Optional.empty(), Optional.of(e.getMessage()));
    }
    frozen.put(run.root(), read);
    return read;
  }

  private OptionalLong savedStep(RunDirectory run) {
    Path file = run.latestCheckpoint();
    try {
      long modified = Files.getLastModifiedTime(file).toMillis();
      Saved known = saved.get(run.root());
      if (known == null || known.modified() != modified) {
        String step = SafetensorsFile.open(file).metadata().get("kymo.step");
        known = new Saved(modified, OptionalLong.of(Long.parseLong(String.valueOf(step))));
        saved.put(run.root(), known);
      }
      return known.step();
    } catch (IOException | NumberFormatException e) {
      return OptionalLong.empty();
    }
  }
}
