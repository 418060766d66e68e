package dev.kymo.studio.cli.train;

import dev.kymo.studio.cli.console.Console;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kymo runs}: the group of the commands for runs that are there. */
@Command(
    name = "runs",
    mixinStandardHelpOptions = true,
    synopsisHeading = "Usage: ",
    customSynopsis = "kymo runs list|stop|resume [OPTIONS]",
    description = {"List, stop and resume training runs.%n"},
    footerHeading = "%nExamples:%n",
    footer = {
      "  kymo runs list",
      "  kymo runs list /data/runs --json",
      "  kymo runs stop runs/toys",
      "  kymo runs resume runs/toys --background"
    })
public final class RunsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  /** The group with its commands. */
  public static CommandLine of(Console console, TrainingWork work) {
    return new CommandLine(new RunsCommand())
        .addSubcommand(new RunsListCommand(console))
        .addSubcommand(new RunsStopCommand(console))
        .addSubcommand(new RunsResumeCommand(console, work));
  }

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "Say what to do: list, stop or resume");
  }
}
