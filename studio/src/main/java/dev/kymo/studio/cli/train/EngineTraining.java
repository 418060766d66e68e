package dev.kymo.studio.cli.train;

import dev.kymo.inference.footage.Footage;
import dev.kymo.trainer.dataset.check.DatasetLook;
import dev.kymo.trainer.process.DryRun;
import dev.kymo.trainer.process.RunListener;
import dev.kymo.trainer.process.RunLoop;
import dev.kymo.trainer.process.ShutdownGuard;
import dev.kymo.trainer.process.StopRequest;
import dev.kymo.trainer.process.TrainerProcess;
import dev.kymo.trainer.process.TrainingParts;
import dev.kymo.trainer.run.RunDirectory;
import dev.kymo.trainer.run.RunStatus;
import dev.kymo.trainer.run.TrainingOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Trains with the parts of a run that it is given. */
public final class EngineTraining implements TrainingWork {
  private final TrainingParts parts;
  private final Footage.Opener videos;
  private final Callable<Integer> cards;
  private final String mainClass;

  /**
   * Work on these parts.
   *
   * @param videos opens video files
   * @param cards how many cards this machine has
   * @param mainClass of this program: a trainer of its own is {@code runs resume} of it
   */
  public EngineTraining(
      TrainingParts parts, Footage.Opener videos, Callable<Integer> cards, String mainClass) {
    this.parts = parts;
    this.videos = videos;
    this.cards = cards;
    this.mainClass = mainClass;
  }

  @Override
  @SuppressWarnings("try") // The guard is held, not used.
  public RunStatus train(RunDirectory run, RunListener listener) throws Exception {
    StopRequest stop = new StopRequest();
    try (ShutdownGuard guard = new ShutdownGuard(stop)) {
      return RunLoop.train(run, parts, stop, listener);
    }
  }

  @Override
  public Optional<DatasetLook.Seen> look(Path data) throws Exception {
    return Optional.of(new DatasetLook(videos).look(data, () -> false));
  }

  @Override
  public int cards() throws Exception {
    return cards.call();
  }

  @Override
  public TrainerProcess background(RunDirectory run) throws Exception {
    String folder = run.root().toAbsolutePath().toString();
    return TrainerProcess.start(
        run, TrainerProcess.javaCommand(mainClass, List.of("runs", "resume", folder)));
  }

  @Override
  @SuppressWarnings("try") // The guard is held, not used.
  public DryRun.Report dryRun(TrainingOptions options, DryRun.Progress progress) throws Exception {
    StopRequest stop = new StopRequest();
    try (ShutdownGuard guard = ShutdownGuard.ofTrial(stop)) {
      return new DryRun(parts).report(options, progress, stop);
    }
  }
}
