package dev.kymo.studio.cli.dataset;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import dev.kymo.inference.footage.Footage;
import dev.kymo.studio.cli.console.Cancellation;
import dev.kymo.studio.cli.console.Console;
import dev.kymo.trainer.dataset.check.DatasetCheck;
import dev.kymo.trainer.dataset.check.DatasetReport;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kymo dataset check}. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    synopsisHeading = "Usage: ",
    customSynopsis = "kymo dataset check DIR [OPTIONS]",
    description = {
      "Look through a dataset and say whether it can be trained on: every frame is decoded, because"
          + " a single damaged one would stop a training.%n",
      "A training clip takes --frames frames of a video, every --every-nth one; videos that are too"
          + " short for that are left out. Ends with 1 when a file cannot be read or no video is"
          + " long enough.%n"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  kymo dataset check toy",
      "  kymo dataset check faces.zip --size 256 --every-nth 2",
      "  kymo dataset check faces --json | jq .unreadable"
    })
public final class CheckCommand implements Callable<Integer> {
  private static final int LARGEST = 4096;
  private static final Gson JSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private final Console console;
  private final Footage.Opener footage;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "DIR",
      description = "A folder of folders of frames, a zip of them, or a folder of videos.")
  private Path dataset;

  @Option(
      names = "--size",
      paramLabel = "S",
      defaultValue = "64",
      description = "Width and height to train at, in pixels (default: 64).")
  private int size;

  @Option(
      names = "--frames",
      paramLabel = "T",
      defaultValue = "16",
      description = "Frames of a training clip (default: 16).")
  private int frames;

  @Option(
      names = "--every-nth",
      paramLabel = "N",
      defaultValue = "1",
      description = "A clip takes every n-th frame of its video (default: 1).")
  private int everyNth;

  @Option(names = "--json", description = "Write one JSON object instead of text.")
  private boolean json;

  /**
   * A command that reports on this console.
   *
   * @param footage opens the videos
   */
  public CheckCommand(Console console, Footage.Opener footage) {
    this.console = console;
    this.footage = footage;
  }

  @Override
  public Integer call() throws Exception {
    between("--size", size, LARGEST);
    between("--frames", frames, 100_000);
    between("--every-nth", everyNth, 10_000);
    int threads = Runtime.getRuntime().availableProcessors();
    DatasetReport report;
    try (WorkLine line = new WorkLine(console, "frame");
        Cancellation cancelled = new Cancellation()) {
      report =
          new DatasetCheck(size, frames, everyNth, threads, footage).run(dataset, line, cancelled);
    }
    console.out().print(json ? JSON.toJson(report) + '\n' : new ReportText(report).text());
    console.out().flush();
    return report.usable() ? 0 : 1;
  }

  private void between(String option, int value, int most) {
    if (value < 1 || value > most) {
      throw new ParameterException(
          spec.commandLine(), option + ": expected 1 to " + most + ", but got " + value);
    }
  }
}
