package dev.kymo.studio.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code kymo studio [FILE]}. */
@Command(
    name = "studio",
    mixinStandardHelpOptions = true,
    description = "Open the studio, on a checkpoint or a project if one is given.",
    footer = {
      "",
      "Examples:",
      "  kymo studio",
      "  kymo studio model.safetensors",
      "  kymo studio edit.kymo"
    })
public final class StudioCommand implements Callable<Integer> {
  private final StudioStart studio;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description =
          "A checkpoint (.pt or .safetensors) or a project (.kymo, or an exported MP4); without it"
              + " the demo opens.")
  private Path file;

  StudioCommand(StudioStart studio) {
    this.studio = studio;
  }

  @Override
  public Integer call() throws Exception {
    return studio.open(Optional.ofNullable(file));
  }
}
