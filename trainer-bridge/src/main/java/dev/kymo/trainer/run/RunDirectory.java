package dev.kymo.trainer.run;

import dev.kymo.inference.file.FileException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A run on disk, and the only owner of its file names:
 *
 * <ul>
 *   <li>{@code options.json}: {@link TrainingOptions}, frozen before step 0
 *   <li>{@code status.json}: {@link RunStatus}, replaced again and again
 *   <li>{@code events.jsonl}: {@link RunEvent}s, appended and never cut
 *   <li>{@code checkpoints/}: see {@link CheckpointStore}; {@code samples/}: a strip and a film of
 *       fixed latents for each sample
 *   <li>{@code tensorboard/}, {@code log.txt}, {@code dataset.txt}: what the data was at the start
 *   <li>{@code control/}: requests to the trainer; {@code lock}: held by it
 * </ul>
 */
public final class RunDirectory {
  private static final String OPTIONS = "options.json";

  private final Path root;

  private RunDirectory(Path root) {
    this.root = root;
  }

  /**
   * Makes the directory of a new run and freezes its options.
   *
   * @param root a folder that does not exist or is empty; its parent need not exist
   * @throws FileException with a sentence, when it is taken or cannot be written
   */
  public static RunDirectory create(Path root, TrainingOptions options) throws FileException {
    RunDirectory run = new RunDirectory(root);
    try {
      checkFree(root);
      for (Path folder :
          List.of(run.checkpoints(), run.samples(), run.tensorboard(), run.control())) {
        Files.createDirectories(folder);
      }
      OptionsFile.write(run.optionsFile(), options);
      return run;
    } catch (IOException e) {
      throw FileException.writing(root, e);
    }
  }

  /**
   * Checks that a run can be made there.
   *
   * @throws FileException with a sentence, when something is there already
   */
  public static void checkFree(Path root) throws FileException {
    if (isRun(root)) {
      throw new FileException(
          "%s is a run already; go on with kymo runs resume %s, or choose another folder."
              .formatted(root, root));
    }
    if (Files.exists(root)) {
      try (DirectoryStream<Path> inside = Files.newDirectoryStream(root)) {
        if (inside.iterator().hasNext()) {
          throw new FileException(root + " is not empty; choose a new folder for the run.");
        }
      } catch (IOException e) {
        throw FileException.writing(root, e);
      }
    }
  }

  /** Whether a folder is a run's. */
  public static boolean isRun(Path root) {
    return Files.isRegularFile(root.resolve(OPTIONS));
  }

  /**
   * Opens a run.
   *
   * @throws FileException with a sentence, when it is none
   */
  public static RunDirectory open(Path root) throws FileException {
    if (!isRun(root)) {
      throw new FileException(
          root + " is not a run: there is no options.json in it. Start one with kymo train.");
    }
    RunDirectory run = new RunDirectory(root);
    try {
      // A run that was copied by hand may lack the empty ones.
      for (Path folder :
          List.of(run.checkpoints(), run.samples(), run.tensorboard(), run.control())) {
        Files.createDirectories(folder);
      }
      return run;
    } catch (IOException e) {
      throw FileException.writing(root, e);
    }
  }

  /** A run to look at: nothing is written, not even missing folders. */
  public static RunDirectory view(Path root) throws FileException {
    if (!isRun(root)) {
      throw new FileException(root + " is not a run: there is no options.json in it.");
    }
    return new RunDirectory(root);
  }

  /** The folder itself. */
  public Path root() {
    return root;
  }

  /** The frozen options; read with {@link OptionsFile}. */
  public Path optionsFile() {
    return root.resolve(OPTIONS);
  }

  /** The status; read with {@link RunStatus#read}. */
  public Path statusFile() {
    return root.resolve("status.json");
  }

  /** The events; followed with {@link EventReader}. */
  public Path eventsFile() {
    return root.resolve("events.jsonl");
  }

  /** Where checkpoints are; see {@link CheckpointStore}. */
  public Path checkpoints() {
    return root.resolve("checkpoints");
  }

  /** The rolling full checkpoint. */
  public Path latestCheckpoint() {
    return checkpoints().resolve("latest.safetensors");
  }

  /** The full checkpoint before the latest. */
  public Path previousCheckpoint() {
    return checkpoints().resolve("previous.safetensors");
  }

  /** A checkpoint that is written and not yet in its place. */
  Path incomingCheckpoint() {
    return checkpoints().resolve("incoming.safetensors");
  }

  /** A generator-only snapshot. */
  public Path generatorCheckpoint(long step) {
    return checkpoints().resolve(String.format(Locale.ROOT, "generator-%09d.safetensors", step));
  }

  /** A numbered full checkpoint. */
  public Path fullCheckpoint(long step) {
    return checkpoints().resolve(String.format(Locale.ROOT, "full-%09d.safetensors", step));
  }

  /** Where samples are. */
  public Path samples() {
    return root.resolve("samples");
  }

  /** A sample as one image: a row for each clip, a column for each frame. */
  public Path sampleStrip(long step) {
    return samples().resolve(String.format(Locale.ROOT, "step-%09d.png", step));
  }

  /** A sample as a film: the clips side by side. */
  public Path sampleClip(long step) {
    return samples().resolve(String.format(Locale.ROOT, "step-%09d.mp4", step));
  }

  /** Where TensorBoard looks. */
  public Path tensorboard() {
    return root.resolve("tensorboard");
  }

  /** What the trainer says in full, and its errors with their stack traces. */
  public Path logFile() {
    return root.resolve("log.txt");
  }

  /** What the dataset was when the run started. */
  public Path datasetFile() {
    return root.resolve("dataset.txt");
  }

  /** Where requests are put. */
  Path control() {
    return root.resolve("control");
  }

  Path lockFile() {
    return root.resolve("lock");
  }

  /** The frozen options. */
  public TrainingOptions options() throws FileException {
    return OptionsFile.read(optionsFile());
  }

  /** Removes what a killed trainer left half written; only the holder of the lock may. */
  public void sweep() throws FileException {
    for (Path folder : List.of(root, checkpoints(), samples(), control())) {
      try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, ".kymo-*.part")) {
        for (Path part : parts) {
          Files.deleteIfExists(part);
        }
      } catch (IOException e) {
        throw FileException.writing(folder, e);
      }
    }
  }

  @Override
  public String toString() {
    return root.toString();
  }
}
