package dev.kymo.trainer.process;

import dev.kymo.inference.checkpoint.Checkpoint;
import dev.kymo.inference.checkpoint.CheckpointReader;
import dev.kymo.inference.file.FileException;
import dev.kymo.trainer.run.CheckpointStore;
import dev.kymo.trainer.run.EventReader;
import dev.kymo.trainer.run.PartialState;
import dev.kymo.trainer.run.PublishedArgs;
import dev.kymo.trainer.run.RunDirectory;
import dev.kymo.trainer.run.RunEvent;
import dev.kymo.trainer.run.TrainingOptions;
import dev.kymo.trainer.run.TrainingPrecision;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a run goes on from, checked against its options.
 *
 * @param checkpoint its own newest, or the one that it starts from; empty starts from nothing
 * @param step the step that it begins at
 * @param notes sentences for the events
 */
record RunStart(Optional<Checkpoint> checkpoint, long step, List<String> notes) {

  /** Keeps an immutable copy. */
  RunStart {
    notes = List.copyOf(notes);
  }

  /**
   * Finds it.
   *
   * @throws FileException with a sentence, when it does not belong to the options
   */
  static RunStart find(TrainingOptions options, CheckpointStore store) throws FileException {
    CheckpointStore.Found own = store.newest();
    List<String> notes = new ArrayList<>(own.broken());
    if (own.checkpoint().isPresent()) {
      Checkpoint checkpoint = own.checkpoint().get();
      checkSame(checkpoint, options);
      if (!notes.isEmpty()) {
        notes.add(
            "The run goes on from %s at step %d instead."
                .formatted(checkpoint.source().getFileName(), checkpoint.step().orElse(0)));
      }
      return new RunStart(own.checkpoint(), stepOf(checkpoint), notes);
    }
    if (!notes.isEmpty()) {
      throw new FileException(
          "No whole checkpoint is left to go on from: %s Start a new run.".formatted(notes.get(0)));
    }
    if (options.startFrom().isEmpty()) {
      return new RunStart(Optional.empty(), 0, notes);
    }
    Checkpoint given = CheckpointReader.read(Path.of(options.startFrom().get()));
    checkFits(given, options);
    PartialState.note(given).ifPresent(notes::add);
    if (isSmaller(given, options)) {
      notes.add(
          "The networks grow from %1$d x %1$d, as in %3$s, to %2$d x %2$d."
              .formatted(
                  given.spec().imageSize(),
                  options.model().generator().imageSize(),
                  given.source().getFileName()));
      return new RunStart(Optional.of(given), 0, notes);
    }
    if (given.full() && given.step().orElse(0) >= options.schedule().steps()) {
      throw new FileException(
          "%s is at step %d, and the run is to end at step %d: ask for more steps."
              .formatted(given.source(), given.step().orElse(0), options.schedule().steps()));
    }
    return new RunStart(Optional.of(given), stepOf(given), notes);
  }

  private static long stepOf(Checkpoint checkpoint) {
    return checkpoint.full() ? checkpoint.step().orElse(0) : 0;
  }

  private static boolean isSmaller(Checkpoint checkpoint, TrainingOptions options) {
    return checkpoint.spec().imageSize() < options.model().generator().imageSize();
  }

  /**
   * Checks that a checkpoint can start a run with these options: it is of the same architecture, or
   * of the same at a smaller image size.
   *
   * @throws FileException with a sentence, when its generator is another
   */
  static void checkFits(Checkpoint checkpoint, TrainingOptions options) throws FileException {
    if (!checkpoint.spec().equals(options.model().generator())
        && !options.model().generator().extendsFrom(checkpoint.spec())) {
      throw new FileException(
          "%s holds a generator of another architecture (%s) than the options ask for (%s)."
              .formatted(checkpoint.source(), checkpoint.spec(), options.model().generator()));
    }
  }

  /** Schedule and machine may change between two trainers of a run; what is learned may not. */
  private static void checkSame(Checkpoint checkpoint, TrainingOptions given) throws FileException {
    TrainingOptions options = given.withoutFootageFolders();
    TrainingOptions saved;
    try {
      saved = PublishedArgs.read(checkpoint).options();
    } catch (IllegalArgumentException e) {
      throw new FileException(e.getMessage(), e);
    }
    boolean same =
        saved.data().equals(options.data())
            && saved.model().equals(options.model())
            && saved.loss().equals(options.loss())
            && saved.learning().equals(options.learning())
            && saved.machine().replicas() == options.machine().replicas()
            && saved.seed() == options.seed();
    if (!same) {
      throw new FileException(
          "options.json was changed since %s was saved; put the old options back, or start a new run from it with --start-from."
              .formatted(checkpoint.source()));
    }
  }

  /**
   * Checks that the dataset is the one that the run began with, or notes it down.
   *
   * @throws FileException with a sentence, when it is not
   */
  static void checkDataset(RunDirectory run, TrainingOptions options, DatasetOpener.Opened data)
      throws FileException {
    Path file = run.datasetFile();
    try {
      String now = data.fingerprint() + "  " + data.summary() + "\n";
      if (!Files.exists(file)) {
        Files.writeString(file, now, StandardCharsets.UTF_8);
        return;
      }
      String before = Files.readString(file, StandardCharsets.UTF_8);
      if (!before.startsWith(data.fingerprint() + " ")) {
        throw new FileException(
            "The dataset %s has changed since the run began (now %s); put it back, or start a new run from the last checkpoint with --start-from."
                .formatted(options.data().source(), data.summary()));
      }
    } catch (IOException e) {
      throw FileException.writing(file, e);
    }
  }

  /**
   * The options with the precision that an earlier trainer of the run settled on: what is measured
   * once must not come out otherwise after a break.
   */
  static TrainingOptions settled(RunDirectory run, TrainingOptions options) throws FileException {
    if (options.machine().precision() != TrainingPrecision.AUTO) {
      return options;
    }
    EventReader events = new EventReader(run);
    events.poll();
    return events.events().stream()
        .filter(event -> event.kind() == RunEvent.Kind.START)
        .map(event -> String.valueOf(event.texts().get("precision")))
        .flatMap(
            label ->
                Arrays.stream(TrainingPrecision.values())
                    .filter(precision -> precision.label().equals(label)))
        .findFirst()
        .map(precision -> options.withMachine(options.machine().withPrecision(precision)))
        .orElse(options);
  }
}
