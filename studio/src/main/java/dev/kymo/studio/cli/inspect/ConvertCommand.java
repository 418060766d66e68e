package dev.kymo.studio.cli.inspect;

import dev.kymo.inference.checkpoint.Checkpoint;
import dev.kymo.inference.checkpoint.CheckpointReader;
import dev.kymo.inference.checkpoint.CheckpointState;
import dev.kymo.inference.checkpoint.CheckpointWriter;
import dev.kymo.studio.cli.console.Console;
import dev.kymo.studio.cli.console.OutputFile;
import dev.kymo.studio.cli.console.UserError;
import dev.kymo.trainer.run.FolderlessArgs;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kymo convert}. */
@Command(
    name = "convert",
    mixinStandardHelpOptions = true,
    description = {
      "Carry a checkpoint from the published .pt format to Kymo's .safetensors or back, without"
          + " loss: training state, options and step go along. The endings tell the formats. A .pt"
          + " that Kymo writes is one that the public code loads.%n"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  kymo convert model.pt model.safetensors",
      "  kymo convert model.safetensors model.pt",
      "  kymo convert --plain model.safetensors weights.pt          for PyTorch, weights_only=True",
      "  kymo convert --without-folders runs/toy/checkpoints/latest.safetensors toy.safetensors"
    })
public final class ConvertCommand implements Callable<Integer> {
  private final Console console;

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "IN", description = "The checkpoint to read.")
  private Path in;

  @Parameters(
      index = "1",
      paramLabel = "OUT",
      description = "The file to write, ending in .pt or .safetensors; an older one is replaced.")
  private Path out;

  @Option(
      names = "--without-folders",
      description =
          "Leave out in which folders of this machine its data and files were, before you share"
              + " it.")
  private boolean withoutFolders;

  @Option(
      names = "--plain",
      description =
          "Write a .pt that torch.load(..., weights_only=True) reads: options become a dict. The"
              + " public code does not load it.")
  private boolean plain;

  @Option(
      names = "--raw",
      description =
          "Take the generator as it is trained instead of its average (EMA), and leave out what"
              + " training goes on from. It shows what the last steps learned.")
  private boolean raw;

  /** A command that reports on this console. */
  public ConvertCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    try {
      OutputFile.checkName("OUT", out);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    Checkpoint checkpoint = CheckpointReader.read(in);
    OutputFile.prepareFolder(out, console);
    CheckpointState all = withoutFolders ? withoutFolders(checkpoint) : checkpoint.state();
    CheckpointState state = raw ? raw(all) : all;
    if (plain) {
      CheckpointWriter.writePlain(state, checkpoint.spec(), out);
    } else {
      CheckpointWriter.write(state, checkpoint.spec(), out);
    }
    console.out().println("Wrote " + out);
    return 0;
  }

  private CheckpointState raw(CheckpointState all) throws UserError {
    try {
      return all.raw();
    } catch (IllegalStateException e) {
      throw new UserError(
          in
              + " holds the averaged generator only: raw weights are in full checkpoints, such as a"
              + " run's latest.safetensors.");
    }
  }

  private CheckpointState withoutFolders(Checkpoint checkpoint) throws UserError {
    try {
      return FolderlessArgs.of(checkpoint.state());
    } catch (IllegalArgumentException e) {
      throw new UserError("The options of " + in + " cannot be read: " + e.getMessage());
    }
  }
}
