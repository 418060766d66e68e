package dev.kymo.studio.cli;

import dev.kymo.studio.cli.console.NearestName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kymo} without a command: opens the studio. */
@Command(
    name = "kymo",
    versionProvider = KymoVersion.class,
    mixinStandardHelpOptions = true,
    synopsisHeading = "Usage: ",
    customSynopsis = {"kymo [studio] [FILE]", "       kymo COMMAND [OPTIONS]"},
    description = {
      "%nA studio for the motion of generated video. A model's motion is a sum of sinusoids;"
          + " Kymo splits it by frequency into bands, and lets you weigh, slow down, shift and mix"
          + " them.%n"
    },
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "Examples:",
      "  kymo                            open the studio on the demo",
      "  kymo model.pt                   open the studio on a checkpoint",
      "  kymo edit.kymo                  open a project, or a clip that the studio exported",
      "  kymo render --checkpoint model.pt --out clip.mp4",
      "  kymo inspect model.pt           what is inside a checkpoint",
      "  kymo toy-dataset --out toy      something to train on",
      "",
      "Exit status: 0 done, 1 failed, 2 wrong usage. KYMO_DEBUG=1 adds stack traces to errors."
    })
public final class KymoCommand implements Callable<Integer> {
  private final StudioStart studio;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description =
          "A checkpoint or a project (.kymo, or an exported MP4) to open; without it the demo opens.")
  private Path file;

  KymoCommand(StudioStart studio) {
    this.studio = studio;
  }

  @Override
  public Integer call() throws Exception {
    if (file != null && !Files.exists(file)) {
      throw new ParameterException(spec.commandLine(), missing());
    }
    return studio.open(Optional.ofNullable(file));
  }

  /** A bare word is a command that was mistyped; anything else is a file that is not there. */
  private String missing() {
    String word = file.toString();
    if (!word.matches("[A-Za-z][A-Za-z_-]*")) {
      return "There is no file " + word + ".";
    }
    return "There is no command '%s', and no file of that name.".formatted(word)
        + NearestName.of(word, spec.subcommands().keySet())
            .map(name -> " Did you mean 'kymo " + name + "'?")
            .orElse("");
  }
}
