package dev.kymo.studio.cli.dataset;

import dev.kymo.inference.footage.Footage;
import dev.kymo.studio.cli.console.Cancellation;
import dev.kymo.studio.cli.console.Console;
import dev.kymo.studio.cli.console.UserError;
import dev.kymo.trainer.dataset.extract.ExtractionReport;
import dev.kymo.trainer.dataset.extract.VideoExtraction;
import dev.kymo.trainer.dataset.image.FrameEncoder;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kymo dataset extract}. */
@Command(
    name = "extract",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    synopsisHeading = "Usage: ",
    customSynopsis = "kymo dataset extract VIDEOS DIR [OPTIONS]",
    description = {
      "Write every frame of a folder of videos as an image: a.mp4 becomes the folder a.%n",
      "Kymo can train on videos as they are; this command is for looking at frames or sorting them."
          + " Videos of all usual kinds are read: upright, with square pixels, at a constant frame"
          + " rate, HDR brought to SDR. Videos whose folder is there already are kept: after a break"
          + " the same command carries on. A video that cannot be read does not stop the others, and"
          + " one that is damaged is written as far as it goes; both are named, and the command ends"
          + " with 1.%n"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  kymo dataset extract downloads faces",
      "  kymo dataset extract downloads faces --format png     exact, and several times larger"
    })
public final class ExtractCommand implements Callable<Integer> {
  private final Console console;
  private final Footage.Opener footage;

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "VIDEOS", description = "A folder of videos.")
  private Path videos;

  @Parameters(
      index = "1",
      paramLabel = "DIR",
      description = "The folder to fill; made if it is not there.")
  private Path dataset;

  @Option(
      names = "--format",
      paramLabel = "NAME",
      defaultValue = "jpg",
      converter = FrameFormatConverter.class,
      description = "jpg or png (default: jpg).")
  private FrameEncoder.Format format;

  @Option(
      names = "--quality",
      paramLabel = "Q",
      defaultValue = "95",
      description = "Of jpg, 1 to 100 (default: 95).")
  private int quality;

  /**
   * A command that reports on this console.
   *
   * @param footage opens the videos
   */
  public ExtractCommand(Console console, Footage.Opener footage) {
    this.console = console;
    this.footage = footage;
  }

  @Override
  public Integer call() throws Exception {
    if (quality < 1 || quality > 100) {
      throw new ParameterException(
          spec.commandLine(), "--quality: expected 1 to 100, but got " + quality);
    }
    VideoExtraction extraction =
        new VideoExtraction(
            footage, new FrameEncoder(format, quality), Runtime.getRuntime().availableProcessors());
    ExtractionReport report;
    try (WorkLine line = new WorkLine(console, "video");
        Cancellation cancelled = new Cancellation()) {
      report = extraction.run(videos, dataset, line, cancelled);
    }
    console.out().println(summary(report));
    report.failures().forEach(failure -> console.out().println("  " + failure));
    report.damages().forEach(damage -> console.out().println("  " + damage));
    report.notes().forEach(note -> console.out().println("  " + note));
    if (!report.failures().isEmpty()) {
      throw new UserError(
          report.failures().size()
              + " of the videos could not be extracted; they are listed above.");
    }
    if (!report.damages().isEmpty()) {
      throw new UserError(
          "Some videos are damaged and were written as far as they go; they are listed above.");
    }
    return 0;
  }

  private String summary(ExtractionReport report) {
    String kept = report.kept() == 0 ? "" : "; " + report.kept() + " were there already";
    return String.format(
        Locale.ROOT,
        "Wrote %d frames of %d videos to %s%s",
        report.frames(),
        report.extracted(),
        dataset,
        kept);
  }
}
