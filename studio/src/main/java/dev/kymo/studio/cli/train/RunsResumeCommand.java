package dev.kymo.studio.cli.train;

import dev.kymo.studio.cli.console.Console;
import dev.kymo.trainer.process.TrainerProcess;
import dev.kymo.trainer.run.RunDirectory;
import dev.kymo.trainer.run.RunStatus;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kymo runs resume}: also what a trainer in a process of its own is. */
@Command(
    name = "resume",
    mixinStandardHelpOptions = true,
    synopsisHeading = "Usage: ",
    customSynopsis = "kymo runs resume RUN [--background]",
    description = "Go on with a run from its newest whole checkpoint.%n")
final class RunsResumeCommand implements Callable<Integer> {
  private final Console console;
  private final TrainingWork work;

  @Parameters(paramLabel = "RUN", description = "The run's folder.")
  private Path folder;

  @Option(
      names = "--background",
      description = "Train in a process of its own that goes on when this one ends.")
  private boolean background;

  RunsResumeCommand(Console console, TrainingWork work) {
    this.console = console;
    this.work = work;
  }

  @Override
  public Integer call() throws Exception {
    RunDirectory run = RunDirectory.open(folder);
    if (background) {
      TrainerProcess trainer = work.background(run);
      console
          .out()
          .printf(
              "Training %s in process %d.%n", run, trainer.status().map(RunStatus::pid).orElse(0L));
      return 0;
    }
    try (TrainDisplay display = new TrainDisplay(console)) {
      display.finished(run, work.train(run, display));
    }
    return 0;
  }
}
