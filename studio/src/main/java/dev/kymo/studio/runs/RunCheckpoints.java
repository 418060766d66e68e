package dev.kymo.studio.runs;

import dev.kymo.inference.file.FileException;
import dev.kymo.inference.tensor.SafetensorsFile;
import dev.kymo.trainer.run.RunDirectory;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the newest checkpoint of a run that draws pictures. */
public final class RunCheckpoints {

  private static final Pattern NUMBERED =
      Pattern.compile("(generator|full)-(\\d{9,18})\\.safetensors");

  /**
   * A checkpoint of a run.
   *
   * @param file where it is
   * @param step steps done
   */
  public record Found(Path file, long step) {}

  /**
   * The newest: a snapshot of the generator, which is small, before a full one of the same step.
   *
   * @return empty when the run has none yet
   * @throws FileException with a sentence, when the run cannot be read
   */
  public Optional<Found> newest(Path root) throws FileException {
    RunDirectory run = RunDirectory.view(root);
    Optional<Found> best = newestNumbered(root);
    // While the latest is being replaced, it goes by the name of the one before.
    Optional<Found> latest =
        latest(run.latestCheckpoint()).or(() -> latest(run.previousCheckpoint()));
    return latest.isPresent() && best.map(b -> b.step() < latest.get().step()).orElse(true)
        ? latest
        : best;
  }

  /**
   * The newest of those that stay as they are.
   *
   * @return empty when the run has none yet
   * @throws FileException with a sentence, when the run cannot be read
   */
  public Optional<Found> newestNumbered(Path root) throws FileException {
    RunDirectory run = RunDirectory.view(root);
    Optional<Found> best = Optional.empty();
    if (!Files.isDirectory(run.checkpoints())) {
      return best;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(run.checkpoints())) {
      for (Path file : files) {
        Matcher name = NUMBERED.matcher(file.getFileName().toString());
        if (name.matches()) {
          best = better(best, new Found(file, Long.parseLong(name.group(2))));
        }
      }
    } catch (IOException e) {
      throw FileException.reading(run.checkpoints(), e);
    } catch (DirectoryIteratorException e) {
      throw FileException.reading(run.checkpoints(), e.getCause());
    }
    return best;
  }

  private static Optional<Found> better(Optional<Found> best, Found found) {
    if (best.isEmpty() || found.step() > best.get().step()) {
      return Optional.of(found);
    }
    boolean small = found.file().getFileName().toString().startsWith("generator");
    return found.step() == best.get().step() && small ? Optional.of(found) : best;
  }

  private static Optional<Found> latest(Path file) {
    try {
      String step = SafetensorsFile.open(file).metadata().get("kymo.step");
      return Optional.of(new Found(file, Long.parseLong(String.valueOf(step))));
    } catch (IOException | NumberFormatException e) {
      // It is being replaced, or there is none yet.
      return Optional.empty();
    }
  }
}
