package dev.kymo.studio.cli.console;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns what goes wrong in a command into one line on standard error and an exit status. */
public final class CommandErrors implements IExecutionExceptionHandler, IParameterExceptionHandler {
  private final Console console;

  /** Errors for this console. */
  public CommandErrors(Console console) {
    this.console = console;
  }

  /** Wrong usage: status 2. */
  @Override
  public int handleParseException(ParameterException error, String[] args) {
    CommandLine command = error.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    report(error, oneLine(error.getMessage()) + " (see " + name + " --help)");
    return CommandLine.ExitCode.USAGE;
  }

  /** Failed: status 1. */
  @Override
  public int handleExecutionException(
      Exception error, CommandLine command, ParseResult parseResult) {
    report(error, ErrorSentence.of(error));
    return CommandLine.ExitCode.SOFTWARE;
  }

  /** One line for an error that no command caught. */
  public void report(Throwable error, String sentence) {
    console.err().println("kymo: " + sentence);
    if (console.debug()) {
      error.printStackTrace(console.err());
    }
  }

  private static String oneLine(String message) {
    return message.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
