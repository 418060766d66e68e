package dev.kymo.studio.cli.train;

import dev.kymo.studio.cli.console.Console;
import dev.kymo.studio.cli.console.UserError;
import dev.kymo.trainer.process.TrainerProcess;
import dev.kymo.trainer.run.ControlRequest;
import dev.kymo.trainer.run.RunState;
import dev.kymo.trainer.run.RunStatus;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code kymo runs stop}. */
@Command(
    name = "stop",
    mixinStandardHelpOptions = true,
    synopsisHeading = "Usage: ",
    customSynopsis = "kymo runs stop RUN",
    description = "Have a run save a checkpoint and leave, and wait until it has.%n")
final class RunsStopCommand implements Callable<Integer> {
  private static final long PATIENCE_MILLIS = TimeUnit.MINUTES.toMillis(10);

  private final Console console;

  @Parameters(paramLabel = "RUN", description = "The run's folder.")
  private Path run;

  RunsStopCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    TrainerProcess trainer = TrainerProcess.attach(run);
    trainer.ask(ControlRequest.STOP);
    Optional<RunStatus> end = trainer.awaitEnd(PATIENCE_MILLIS);
    if (end.isEmpty()) {
      throw new UserError(
          run + " has not left yet: a step takes longer than ten minutes. It will after it.");
    }
    RunStatus status = end.get();
    if (status.seen() == RunState.FAILED || status.seen() == RunState.LOST) {
      throw new UserError(
          String.format(
              Locale.ROOT,
              "%s is %s at step %,d. %s",
              run,
              status.seen().label(),
              status.step(),
              status.reason()));
    }
    console
        .out()
        .printf(Locale.ROOT, "%s is %s at step %,d.%n", run, status.state().label(), status.step());
    return 0;
  }
}
