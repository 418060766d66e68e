package dev.kymo.studio.cli.evaluate;

import dev.kymo.inference.file.FileException;
import dev.kymo.studio.runs.RunCheckpoints;
import dev.kymo.trainer.metric.fvd.FvdReport;
import dev.kymo.trainer.run.EventLog;
import dev.kymo.trainer.run.RunDirectory;
import dev.kymo.trainer.run.RunEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A snapshot of a run that is judged from outside.
 *
 * @param run whose events tell the outcome
 * @param file the checkpoint
 * @param step steps done by then
 */
record RunSnapshot(RunDirectory run, Path file, long step) {

  /**
   * Finds it.
   *
   * @param step which; empty for the newest
   * @throws FileException with a sentence, when there is none
   */
  static RunSnapshot of(Path root, Optional<Long> step) throws FileException {
    RunDirectory run = RunDirectory.view(root);
    if (step.isPresent()) {
      for (Path file :
          new Path[] {run.generatorCheckpoint(step.get()), run.fullCheckpoint(step.get())}) {
        if (Files.exists(file)) {
          return new RunSnapshot(run, file, step.get());
        }
      }
      throw new FileException(
          "%s has no snapshot of step %d; choose one that is in %s."
              .formatted(root, step.get(), run.checkpoints()));
    }
    RunCheckpoints finder = new RunCheckpoints();
    Optional<RunCheckpoints.Found> newest = finder.newestNumbered(root);
    if (newest.isEmpty()) {
      newest = finder.newest(root);
    }
    RunCheckpoints.Found found =
        newest.orElseThrow(
            () -> new FileException(root + " has no checkpoint yet; wait until one is saved."));
    return new RunSnapshot(run, found.file(), found.step());
  }

  /** The data that the run is trained on. */
  Path trainedOn() throws FileException {
    return Path.of(run.options().data().source());
  }

  /**
   * Writes the outcome into the run's events.
   *
   * @throws FileException with a sentence
   */
  void record(FvdReport report) throws FileException {
    EventLog.appendBeside(
        run,
        RunEvent.now(
            step,
            RunEvent.Kind.METRIC,
            Map.of("value", report.distance()),
            Map.of("name", report.metric())));
  }
}
