package dev.kymo.studio.runs;

import dev.kymo.inference.file.FileException;
import dev.kymo.trainer.run.LearnedClip;
import dev.kymo.trainer.run.LearningOptions;
import dev.kymo.trainer.run.RunDirectory;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Where the footage of a run was when it was learned, as its options say. */
public final class RunFootage {

  private static final Logger LOG = Logger.getLogger(RunFootage.class.getName());

  private RunFootage() {}

  /**
   * The footage of the run that a checkpoint lies in.
   *
   * @return empty when it lies in none, or its options cannot be read
   */
  public static List<Path> of(Path checkpoint) {
    Path folder = checkpoint.toAbsolutePath().normalize().getParent();
    Optional<Path> root = Optional.ofNullable(folder).map(Path::getParent);
    List<Path> places = new ArrayList<>();
    if (root.filter(RunDirectory::isRun).isPresent()) {
      try {
        Optional<LearningOptions> learning = RunDirectory.view(root.get()).options().learning();
        for (LearnedClip clip : learning.map(LearningOptions::clips).orElse(List.of())) {
          places.add(Path.of(clip.source()));
        }
      } catch (FileException | InvalidPathException e) {
        // The footage is looked for elsewhere, and its user asked in the end.
        LOG.log(Level.FINE, "The options of " + root.get() + " name no footage", e);
      }
    }
    return places;
  }
}
