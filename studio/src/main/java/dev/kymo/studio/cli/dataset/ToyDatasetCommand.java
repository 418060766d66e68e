package dev.kymo.studio.cli.dataset;

import dev.kymo.studio.cli.console.Cancellation;
import dev.kymo.studio.cli.console.Console;
import dev.kymo.trainer.dataset.image.FrameEncoder;
import dev.kymo.trainer.dataset.toy.ToyClips;
import dev.kymo.trainer.dataset.toy.ToyDatasetWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kymo toy-dataset}. */
@Command(
    name = "toy-dataset",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    synopsisHeading = "Usage: ",
    customSynopsis = "kymo toy-dataset --out DIR [OPTIONS]",
    description = {
      "Write a dataset of toy clips, small enough to train on in minutes: on black, three coloured"
          + " shapes move up and down, each at 2, 4 or 8 pixels a frame, and bounce. What moves how"
          + " fast is known exactly, so it shows what frequency bands do.%n",
      "A clip is a folder of 32 frames of 64 x 64 pixels. The same seed gives the same clips"
          + " everywhere. Clips that are there already are kept: after a break the same command"
          + " carries on.%n"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  kymo toy-dataset --out toy                   the 10,000 clips of the paper's size",
      "  kymo toy-dataset --out toy --count 500       enough for a first try",
      "  kymo toy-dataset --out test --seed 1 --count 2048"
    })
public final class ToyDatasetCommand implements Callable<Integer> {
  /** Folder names have five digits, and names give the order. */
  private static final int MOST_CLIPS = 100_000;

  private static final int JPG_QUALITY = 95;

  private final Console console;

  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The folder to fill; made if it is not there.")
  private Path out;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "" + ToyClips.PUBLISHED_COUNT,
      description = "How many clips, 1 to 100000 (default: 10000).")
  private int count;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "Which clips; another number gives others (default: 0).")
  private long seed;

  @Option(
      names = "--format",
      paramLabel = "NAME",
      defaultValue = "png",
      converter = FrameFormatConverter.class,
      description = "png, or jpg at quality 95 (default: png, which is exact and smaller here).")
  private FrameEncoder.Format format;

  /** A command that reports on this console. */
  public ToyDatasetCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    if (count < 1 || count > MOST_CLIPS) {
      throw new ParameterException(
          spec.commandLine(), "--count: expected 1 to " + MOST_CLIPS + ", but got " + count);
    }
    int threads = Runtime.getRuntime().availableProcessors();
    ToyDatasetWriter writer =
        new ToyDatasetWriter(new ToyClips(seed), new FrameEncoder(format, JPG_QUALITY), threads);
    double seconds;
    try (WorkLine line = new WorkLine(console, "clip");
        Cancellation cancelled = new Cancellation()) {
      writer.write(out, count, line, cancelled);
      seconds = line.seconds();
    }
    console
        .out()
        .printf(
            Locale.ROOT,
            "Wrote %d clip%s of %d frames to %s in %.1f s%n",
            count,
            count == 1 ? "" : "s",
            ToyClips.FRAMES,
            out,
            seconds);
    return 0;
  }
}
