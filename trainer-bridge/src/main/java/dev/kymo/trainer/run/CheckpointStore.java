package dev.kymo.trainer.run;

import dev.kymo.inference.checkpoint.Checkpoint;
import dev.kymo.inference.checkpoint.CheckpointReader;
import dev.kymo.inference.checkpoint.CheckpointState;
import dev.kymo.inference.checkpoint.CheckpointWriter;
import dev.kymo.inference.checkpoint.GeneratorSpec;
import dev.kymo.inference.file.FileException;
import dev.kymo.inference.tensor.HostTensor;
import dev.kymo.inference.tensor.SafetensorsFile;
import dev.kymo.inference.tensor.StoredTensor;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A run's checkpoints. A save checks the room on the disk, writes beside, flushes, reads back what
 * it wrote and only then moves it into place; the latest before stays as {@code previous}. Whenever
 * the process is killed, a whole full checkpoint is left, if there ever was one. Used by the one
 * thread that trains.
 */
public final class CheckpointStore {
  private static final Pattern NUMBERED =
      Pattern.compile("(generator|full)-(\\d{9,18})\\.safetensors");

  /** Headers, and what else the disk is needed for in the meantime. */
  private static final long MARGIN = 8L << 20;

  private final RunDirectory run;
  private final TrainingOptions options;
  private final DiskSpace disk;

  /** The checkpoints of a run with these options. */
  public CheckpointStore(RunDirectory run, TrainingOptions options, DiskSpace disk) {
    this.run = run;
    this.options = options;
    this.disk = disk;
  }

  /**
   * What a run goes on from.
   *
   * @param checkpoint the newest whole one, if there is any
   * @param broken a sentence for each newer one that cannot be used
   */
  public record Found(Optional<Checkpoint> checkpoint, List<String> broken) {
    /** Keeps an immutable copy. */
    public Found {
      broken = List.copyOf(broken);
    }
  }

  /**
   * Saves everything as the latest checkpoint.
   *
   * @param state of {@code Training.fullState()}
   * @return the file
   * @throws FileException with a sentence; the latest before is then still there
   */
  public Path saveLatest(CheckpointState state) throws FileException {
    write(withOptions(state));
    rotate();
    return run.latestCheckpoint();
  }

  /**
   * Saves everything as a numbered checkpoint, which is the latest too.
   *
   * @return the file
   */
  public Path saveFull(CheckpointState state) throws FileException {
    CheckpointState complete = withOptions(state);
    Path numbered = run.fullCheckpoint(state.step().orElseThrow());
    write(complete);
    try {
      move(run.incomingCheckpoint(), numbered);
      try {
        // One file under two names takes the room of one.
        Files.createLink(run.incomingCheckpoint(), numbered);
      } catch (IOException | UnsupportedOperationException e) {
        write(complete);
      }
      rotate();
      return numbered;
    } catch (IOException e) {
      throw FileException.writing(numbered, e);
    }
  }

  /**
   * Saves the averaged generator as a numbered snapshot.
   *
   * @param averaged of {@code Training.averagedGenerator()}
   * @param figures of {@code Training.figures()}
   * @return the file
   */
  public Path saveGenerator(
      long step, Map<String, HostTensor> averaged, Map<String, Double> figures)
      throws FileException {
    Path file = run.generatorCheckpoint(step);
    write(generator(step, averaged, figures));
    try {
      move(run.incomingCheckpoint(), file);
    } catch (IOException e) {
      throw FileException.writing(file, e);
    }
    return file;
  }

  /**
   * Writes the averaged generator to the file that the options name for it, if they do, whole or
   * not at all. It says where it came from but names no folder.
   *
   * @throws FileException with a sentence; a file that was there is then still there
   */
  public void publish(long step, Map<String, HostTensor> averaged, Map<String, Double> figures)
      throws FileException {
    Optional<String> output = options.learning().flatMap(LearningOptions::output);
    if (output.isPresent()) {
      CheckpointWriter.write(
          generator(step, averaged, figures), options.model().generator(), Path.of(output.get()));
    }
  }

  private CheckpointState generator(
      long step, Map<String, HostTensor> averaged, Map<String, Double> figures) {
    Map<String, Object> entries = new LinkedHashMap<>();
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    averaged.forEach((name, tensor) -> tensors.put(name, StoredTensor.of(tensor)));
    entries.put("g_ema", tensors);
    if (!figures.isEmpty()) {
      entries.put(CheckpointState.LEARNED, new LinkedHashMap<Object, Object>(figures));
    }
    entries.put("iter", step);
    return withOptions(new CheckpointState(entries));
  }

  /** What a state takes on disk, in bytes. */
  public static long bytes(CheckpointState state) {
    return bytes((Object) state.entries());
  }

  private static long bytes(Object value) {
    if (value instanceof StoredTensor tensor) {
      return tensor.bytes();
    }
    long sum = 0;
    if (value instanceof Map<?, ?> map) {
      for (Object item : map.values()) {
        sum += bytes(item);
      }
    } else if (value instanceof List<?> list) {
      for (Object item : list) {
        sum += bytes(item);
      }
    }
    return sum;
  }

  /**
   * Checks that there is room.
   *
   * @throws FileException with a sentence, when there is not
   */
  public void checkRoom(long bytes) throws FileException {
    try {
      long free = disk.free(run.checkpoints());
      if (free < bytes + MARGIN) {
        throw new FileException(
            "The disk of %s is nearly full: a checkpoint takes %s and %s are free; make room and resume the run."
                .formatted(run, size(bytes), size(free)));
      }
    } catch (IOException e) {
      throw FileException.writing(run.checkpoints(), e);
    }
  }

  /** Bytes for people. */
  public static String size(long bytes) {
    return bytes < 1 << 30
        ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
        : String.format(Locale.ROOT, "%.2f GB", bytes / 1e9);
  }

  private CheckpointState withOptions(CheckpointState state) {
    Map<String, Object> entries = new LinkedHashMap<>(state.entries());
    entries.put(CheckpointState.OPTIONS, PublishedArgs.of(options));
    return new CheckpointState(entries);
  }

  /** Writes and flushes a state under the incoming name, and reads it back. */
  private void write(CheckpointState state) throws FileException {
    Path file = run.incomingCheckpoint();
    checkRoom(bytes(state));
    GeneratorSpec spec = options.model().generator();
    CheckpointWriter.write(state, spec, file);
    Checkpoint back = CheckpointReader.read(file);
    if (!back.step().equals(state.step())
        || back.full() != state.full()
        || !back.spec().equals(spec)) {
      throw new FileException(
          file + " does not read back as it was written; check the disk, then resume the run.");
    }
  }

  private void rotate() throws FileException {
    try {
      if (Files.exists(run.latestCheckpoint())) {
        move(run.latestCheckpoint(), run.previousCheckpoint());
      }
      move(run.incomingCheckpoint(), run.latestCheckpoint());
    } catch (IOException e) {
      throw FileException.writing(run.latestCheckpoint(), e);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * The newest whole full checkpoint.
   *
   * @throws FileException with a sentence, when the folder cannot be read
   */
  public Found newest() throws FileException {
    record Candidate(Path file, long step) {}
    List<Candidate> candidates = new ArrayList<>();
    List<String> broken = new ArrayList<>();
    for (Path file : fullFiles()) {
      try {
        String step = SafetensorsFile.open(file).metadata().get("kymo.step");
        candidates.add(new Candidate(file, Long.parseLong(String.valueOf(step))));
      } catch (IOException e) {
        broken.add(sentence(e.getMessage()));
      } catch (NumberFormatException e) {
        broken.add(file + " does not tell its step.");
      }
    }
    candidates.sort(Comparator.comparingLong(Candidate::step).reversed());
    for (Candidate candidate : candidates) {
      try {
        Checkpoint checkpoint = CheckpointReader.read(candidate.file());
        // What is moved into place later is a generator, when a kill came between.
        if (checkpoint.full()) {
          return new Found(Optional.of(checkpoint), broken);
        }
      } catch (IOException e) {
        broken.add(sentence(e.getMessage()));
      }
    }
    return new Found(Optional.empty(), broken);
  }

  private static String sentence(String fault) {
    return fault.endsWith(".") ? fault : fault + ".";
  }

  private List<Path> fullFiles() throws FileException {
    List<Path> files = new ArrayList<>();
    for (Path file :
        List.of(run.latestCheckpoint(), run.incomingCheckpoint(), run.previousCheckpoint())) {
      if (Files.exists(file)) {
        files.add(file);
      }
    }
    numbered("full").forEach(entry -> files.add(entry.file()));
    return files;
  }

  private record Numbered(Path file, long step) {}

  /** Numbered checkpoints of a kind, newest first. */
  private List<Numbered> numbered(String kind) throws FileException {
    List<Numbered> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(run.checkpoints())) {
      for (Path file : files) {
        Matcher name = NUMBERED.matcher(file.getFileName().toString());
        if (name.matches() && name.group(1).equals(kind)) {
          found.add(new Numbered(file, Long.parseLong(name.group(2))));
        }
      }
    } catch (IOException e) {
      throw FileException.reading(run.checkpoints(), e);
    }
    found.sort(Comparator.comparingLong(Numbered::step).reversed());
    return found;
  }

  /**
   * Deletes old numbered checkpoints by the rule of the options.
   *
   * @param best steps whose generator snapshots stay whatever their age
   * @return what was deleted
   */
  public List<Path> prune(Set<Long> best) throws FileException {
    List<Path> deleted = new ArrayList<>();
    int keep = options.schedule().keepLast();
    if (keep == 0) {
      return deleted;
    }
    for (String kind : List.of("generator", "full")) {
      List<Numbered> all = numbered(kind);
      for (Numbered old : all.subList(Math.min(keep, all.size()), all.size())) {
        if (kind.equals("full") || !best.contains(old.step())) {
          delete(old.file());
          deleted.add(old.file());
        }
      }
    }
    return deleted;
  }

  private static void delete(Path file) throws FileException {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw FileException.writing(file, e);
    }
  }
}
