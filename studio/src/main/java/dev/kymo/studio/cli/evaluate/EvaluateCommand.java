package dev.kymo.studio.cli.evaluate;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import dev.kymo.inference.device.DeviceChoice;
import dev.kymo.inference.file.FileException;
import dev.kymo.studio.cli.console.Cancellation;
import dev.kymo.studio.cli.console.Console;
import dev.kymo.studio.cli.console.Converters;
import dev.kymo.studio.cli.console.ProgressLine;
import dev.kymo.studio.cli.console.TimeLeft;
import dev.kymo.trainer.metric.fvd.FvdEvaluation;
import dev.kymo.trainer.metric.fvd.FvdMetric;
import dev.kymo.trainer.metric.fvd.FvdReport;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code kymo evaluate}. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Compute the Fréchet video distance between real clips and generated ones: from a folder,"
          + " or drawn by a checkpoint. The detector is a TorchScript file that you supply, such"
          + " as the published I3D. Statistics of the real clips are kept for the next time.%n",
      "With --run the distance of a training run's snapshot is written into the run's events, also"
          + " while it is trained: the runs panel shows it, and --keep-best goes by it.%n"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  kymo evaluate --real data --checkpoint model.pt --detector i3d.pt",
      "  kymo evaluate --real data --fake clips --detector i3d.pt --metric fvd2048_128f",
      "  kymo evaluate --real data --checkpoint model.pt --detector i3d.pt --json",
      "  kymo evaluate --run runs/a --detector i3d.pt --clips 256"
    })
public final class EvaluateCommand implements Callable<Integer> {
  private static final Gson JSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private final Console console;
  private final EvaluateWork work;

  @Spec private CommandSpec spec;

  @Option(
      names = "--real",
      paramLabel = "DIR",
      description =
          "Real clips: a folder of folders of frames, a zip of them, or a folder of videos (default"
              + " with --run: what it is trained on).")
  private Path real;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Source source;

  /** One of the three. */
  private static final class Source {
    @Option(
        names = "--fake",
        paramLabel = "DIR",
        required = true,
        description = "Generated clips, in the same forms.")
    private Path fake;

    @Option(
        names = "--checkpoint",
        paramLabel = "F",
        required = true,
        description = "A model that draws the generated clips.")
    private Path checkpoint;

    @Option(
        names = "--run",
        paramLabel = "RUN",
        required = true,
        description = "A training run: its newest snapshot, or that of --step.")
    private Path run;
  }

  @Option(
      names = "--step",
      paramLabel = "N",
      description = "Which snapshot of the run (default: the newest).")
  private Long step;

  @Option(
      names = "--detector",
      paramLabel = "F",
      required = true,
      description = "The TorchScript file that turns clips into features.")
  private Path detector;

  @Option(
      names = "--metric",
      paramLabel = "M",
      defaultValue = "fvd2048_16f",
      converter = MetricConverter.class,
      description = "fvd2048_16f, fvd2048_128f or fvd2048_128f_subsample8f (default: fvd2048_16f).")
  private FvdMetric metric;

  @Option(
      names = "--clips",
      paramLabel = "N",
      defaultValue = "2048",
      description =
          "Clips of each kind; fewer give a quick look that compares with nothing published"
              + " (default: 2048).")
  private int clips;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "Seed of the choice of clips and of generated ones (default: 0).")
  private long seed;

  @Option(
      names = "--device",
      paramLabel = "D",
      defaultValue = "auto",
      converter = Converters.Device.class,
      description = "auto, cpu, cuda or cuda:1 (default: auto).")
  private DeviceChoice device;

  @Option(names = "--json", description = "Write JSON instead of text.")
  private boolean json;

  /** Reads a metric's label. */
  static final class MetricConverter implements ITypeConverter<FvdMetric> {
    @Override
    public FvdMetric convert(String text) {
      try {
        return FvdMetric.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  /** A command that has its comparisons done by this work. */
  public EvaluateCommand(Console console, EvaluateWork work) {
    this.console = console;
    this.work = work;
  }

  @Override
  public Integer call() throws Exception {
    if (clips < 2) {
      throw new ParameterException(
          spec.commandLine(), "--clips must be at least 2, but is " + clips);
    }
    Optional<RunSnapshot> snapshot = snapshot();
    Path clipsOf = real(snapshot);
    EvaluateWork.Generated generated =
        source.fake != null
            ? new EvaluateWork.Generated.Folder(source.fake)
            : new EvaluateWork.Generated.Model(
                snapshot.map(RunSnapshot::file).orElse(source.checkpoint));
    FvdReport report;
    try (ProgressLine line = new ProgressLine(console);
        Cancellation cancelled = new Cancellation()) {
      line.show("Loading");
      report =
          work.evaluate(
              new EvaluateWork.Request(clipsOf, generated, detector, metric, clips, seed, device),
              new Display(line),
              cancelled);
    }
    if (snapshot.isPresent()) {
      snapshot.get().record(report);
    }
    console.out().print(json ? JSON.toJson(report) + '\n' : text(report));
    console.out().flush();
    return 0;
  }

  private Optional<RunSnapshot> snapshot() throws FileException {
    if (source.run == null) {
      if (step != null) {
        throw new ParameterException(spec.commandLine(), "--step needs --run");
      }
      return Optional.empty();
    }
    return Optional.of(RunSnapshot.of(source.run, Optional.ofNullable(step)));
  }

  private Path real(Optional<RunSnapshot> snapshot) throws FileException {
    if (real != null) {
      return real;
    }
    if (snapshot.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "Missing required option: '--real=DIR'");
    }
    return snapshot.get().trainedOn();
  }

  private static String text(FvdReport report) {
    FvdReport.Protocol p = report.protocol();
    StringBuilder text = new StringBuilder();
    line(text, "%s   %.4f", report.metric(), report.distance());
    line(text, "");
    line(
        text,
        "Clips       %d frames%s of %d x %d pixels",
        p.frames(),
        p.step() == 1 ? "" : ", every " + p.step() + "th,",
        p.imageSize(),
        p.imageSize());
    line(
        text,
        "Real        %d clips, mirrored copies among them, of %d videos",
        p.realClips(),
        p.realVideos());
    line(text, "Generated   %d clips", p.fakeClips());
    line(text, "Seed        %d", p.seed());
    line(text, "Detector    %d features, SHA-256 %s", p.features(), p.detector().substring(0, 16));
    for (String note : report.notes()) {
      line(text, "%s", note);
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String format, Object... arguments) {
    text.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }

  /** Clips done and time left, for each kind anew. */
  private final class Display implements FvdEvaluation.Progress {
    private final ProgressLine line;
    private String current = "";
    private int before;
    private long started;

    Display(ProgressLine line) {
      this.line = line;
    }

    @Override
    public void clips(String what, int done, int total) {
      long now = console.nanoTime().getAsLong();
      if (!what.equals(current)) {
        // The first batch warms up and does not count.
        current = what;
        before = done;
        started = now;
      }
      double rate = TimeLeft.rate(done - before, now - started);
      String left = TimeLeft.note(TimeLeft.seconds(total - done, rate));
      line.show(String.format(Locale.ROOT, "%d of %d %s clips%s", done, total, what, left));
    }
  }
}
