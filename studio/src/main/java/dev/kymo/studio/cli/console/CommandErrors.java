package dev.kymo.studio.cli.console;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

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
    report(error, oneLine(sentence(error, command)) + " (see " + name + " --help)");
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

  /** Of a group of commands a word that is none of them; of an option the nearest one, too. */
  private static String sentence(ParameterException error, CommandLine command) {
    if (!(error instanceof UnmatchedArgumentException unmatched)
        || unmatched.getUnmatched().isEmpty()) {
      return error.getMessage();
    }
    String typed = unmatched.getUnmatched().get(0);
    if (typed.startsWith("-")) {
      String name = typed.split("=", 2)[0];
      List<String> options = new ArrayList<>();
      command.getCommandSpec().options().forEach(option -> options.addAll(List.of(option.names())));
      return NearestName.of(name, options)
          .map(near -> "Unknown option: '%s'; did you mean %s?".formatted(typed, near))
          .orElse(error.getMessage());
    }
    if (command.getSubcommands().isEmpty()) {
      return error.getMessage();
    }
    return "There is no command '%s %s'.".formatted(command.getCommandSpec().qualifiedName(), typed)
        + NearestName.of(typed, command.getSubcommands().keySet())
            .map(
                near ->
                    " Did you mean '%s %s'?"
                        .formatted(command.getCommandSpec().qualifiedName(), near))
            .orElse("");
  }

  private static String oneLine(String message) {
    return message.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
