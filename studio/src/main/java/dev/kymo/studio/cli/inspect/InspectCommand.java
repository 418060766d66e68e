package dev.kymo.studio.cli.inspect;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import dev.kymo.inference.checkpoint.CheckpointReader;
import dev.kymo.inference.checkpoint.CheckpointSummary;
import dev.kymo.studio.cli.console.Console;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kymo inspect}. */
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    description = {
      "Say what is inside a checkpoint: format, size, widths, parameters, groups of sinusoids, a"
          + " histogram of the learned frequencies, training step.%n",
      "Frequencies are in cycles per second of a clip at 25 frames per second; one unit of t is half"
          + " a training clip.%n"
    },
    footerHeading = "%nExamples:%n",
    footer = {"  kymo inspect model.pt", "  kymo inspect model.safetensors --json | jq .imageSize"})
public final class InspectCommand implements Callable<Integer> {
  private static final double FPS = 25;
  private static final Gson JSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().serializeNulls().create();

  private final Console console;

  @Parameters(paramLabel = "F", description = "A published .pt file or Kymo's .safetensors.")
  private Path file;

  @Option(names = "--json", description = "Write one JSON object instead of text.")
  private boolean json;

  /** A command that reports on this console. */
  public InspectCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    CheckpointSummary summary = CheckpointSummary.of(CheckpointReader.read(file), FPS);
    console.out().print(json ? JSON.toJson(summary) + '\n' : summary.text());
    console.out().flush();
    return 0;
  }
}
