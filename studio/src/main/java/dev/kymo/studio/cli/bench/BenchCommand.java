package dev.kymo.studio.cli.bench;

import dev.kymo.inference.device.DeviceChoice;
import dev.kymo.studio.cli.console.Cancellation;
import dev.kymo.studio.cli.console.Console;
import dev.kymo.studio.cli.console.Converters;
import dev.kymo.studio.cli.console.PrecisionOption;
import dev.kymo.studio.cli.console.ProgressLine;
import dev.kymo.studio.cli.console.UserError;
import dev.kymo.trainer.process.TrainBench;
import dev.kymo.trainer.run.Preset;
import dev.kymo.trainer.run.TrainingPrecision;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code kymo bench}. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measure how fast this machine draws: milliseconds for a frame (median, least and 95th"
          + " percentile), frames a second, and the share of the speed that a large convolution"
          + " reaches here. Without options: the demo, and random generators of the published"
          + " widths at 64 and 256 pixels. With --train, how fast it trains instead: seconds for a"
          + " step and for a thousand images, and where the time goes. With --studio, how fast the"
          + " studio answers: a window opens, a fader is dragged and the clip is played, all by"
          + " itself; told is how long it takes from a change to its pixels, and what play drops.%n"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  kymo bench",
      "  kymo bench --size 256 --precision fp32 --runs 50",
      "  kymo bench --checkpoint model.pt --json",
      "  kymo bench --train",
      "  kymo bench --train --preset published-256 --steps 32",
      "  kymo bench --studio"
    })
public final class BenchCommand implements Callable<Integer> {
  private static final Set<Integer> SIZES = Set.of(16, 32, 64, 128, 256, 512, 1024);
  private static final List<Integer> DEFAULT_SIZES = List.of(64, 256);

  private final Console console;
  private final BenchEngine engine;
  private final TrainBenchWork training;
  private final StudioBenchWork studio;
  private final Optional<String> noDisplay;

  @Spec private CommandSpec spec;

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "20",
      description = "Runs that count, after three to warm up (default: 20).")
  private int runs;

  @Option(
      names = "--size",
      paramLabel = "S",
      split = ",",
      description =
          "Measure only random generators of the published widths of this size in pixels.")
  private List<Integer> sizes;

  @Option(names = "--checkpoint", paramLabel = "F", description = "Measure only this model.")
  private Path checkpoint;

  @Option(
      names = "--precision",
      paramLabel = "P",
      defaultValue = "auto",
      converter = Converters.Precision.class,
      description = "auto, fp32, bf16 or fp16 (default: auto).")
  private PrecisionOption precision;

  @Option(
      names = "--device",
      paramLabel = "D",
      defaultValue = "auto",
      converter = Converters.Device.class,
      description = "auto, cpu, cuda or cuda:1 (default: auto).")
  private DeviceChoice device;

  @Option(
      names = "--train",
      description =
          "Measure training, in float32 and in bfloat16 unless --precision says which: 64 x 64, 64"
              + " channels, batch 16, on toy clips.")
  private boolean train;

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      converter = TrainPreset.class,
      description = "With --train: toy-64, small-128 or published-256.")
  private Preset preset;

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "16",
      description =
          "With --train: steps that count, after two to warm up (default: 16, one of them with a"
              + " gradient penalty).")
  private int steps;

  @Option(
      names = "--studio",
      description = "Measure the studio in a window of its own, on the demo or --checkpoint.")
  private boolean inStudio;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "30",
      description = "With --studio: seconds of play at 60 frames/s (default: 30).")
  private int seconds;

  @Option(names = "--json", description = "Write JSON instead of text.")
  private boolean json;

  /** Reads a preset's name. */
  static final class TrainPreset implements ITypeConverter<Preset> {
    @Override
    public Preset convert(String text) {
      try {
        return Preset.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  /**
   * A command that measures.
   *
   * @param engine draws
   * @param training trains, for {@code --train}
   * @param studio opens the window, for {@code --studio}
   * @param noDisplay why no window can be opened; empty when one can
   */
  public BenchCommand(
      Console console,
      BenchEngine engine,
      TrainBenchWork training,
      StudioBenchWork studio,
      Optional<String> noDisplay) {
    this.console = console;
    this.engine = engine;
    this.training = training;
    this.studio = studio;
    this.noDisplay = noDisplay;
  }

  @Override
  public Integer call() throws Exception {
    if (inStudio) {
      return measureStudio();
    }
    return train ? measureTraining() : measureDrawing();
  }

  private int measureStudio() throws Exception {
    if (train || sizes != null || preset != null) {
      throw usage("--studio measures the demo or a --checkpoint, not --train, --preset or --size");
    }
    if (seconds < 1) {
      throw usage("--seconds must be at least 1, but is " + seconds);
    }
    if (noDisplay.isPresent()) {
      throw new UserError(noDisplay.get());
    }
    StudioFigures figures;
    try (ProgressLine line = new ProgressLine(console);
        Cancellation cancelled = new Cancellation()) {
      line.show("Measuring the studio");
      figures = studio.measure(Optional.ofNullable(checkpoint), seconds, cancelled);
    }
    console.out().print(json ? figures.json() : figures.text());
    console.out().flush();
    return 0;
  }

  private int measureTraining() throws Exception {
    if (steps < 1) {
      throw usage("--steps must be at least 1, but is " + steps);
    }
    if (checkpoint != null || sizes != null) {
      throw usage("--train measures a --preset, not --checkpoint or --size");
    }
    List<TrainingPrecision> precisions =
        precision
            .wanted()
            .map(one -> List.of(TrainingPrecision.valueOf(one.name())))
            .orElse(List.of(TrainingPrecision.FP32, TrainingPrecision.BF16));
    List<TrainBench.Figures> rows = new ArrayList<>();
    try (ProgressLine line = new ProgressLine(console);
        Cancellation cancelled = new Cancellation()) {
      for (TrainingPrecision one : precisions) {
        line.show("Training %d of %d".formatted(rows.size() + 1, precisions.size()));
        rows.add(training.measure(Optional.ofNullable(preset), one, device, steps, cancelled));
      }
    }
    console.out().print(json ? TrainBenchReport.json(rows) : TrainBenchReport.text(rows));
    console.out().flush();
    return 0;
  }

  private int measureDrawing() throws Exception {
    if (preset != null) {
      throw usage("--preset goes with --train");
    }
    List<BenchEngine.Subject> subjects = subjects();
    List<BenchRow> rows = new ArrayList<>();
    try (ProgressLine line = new ProgressLine(console);
        Cancellation cancelled = new Cancellation()) {
      BenchRunner runner = new BenchRunner(console.nanoTime(), cancelled);
      for (BenchEngine.Subject wanted : subjects) {
        line.show("Measuring %d of %d".formatted(rows.size() + 1, subjects.size()));
        try (BenchSubject subject = engine.open(wanted, precision.wanted(), device)) {
          rows.add(runner.measure(subject, runs));
        }
      }
    }
    console.out().print(json ? BenchReport.json(rows) : BenchReport.text(rows));
    console.out().flush();
    return 0;
  }

  private List<BenchEngine.Subject> subjects() {
    if (runs < 1) {
      throw usage("--runs must be at least 1, but is " + runs);
    }
    if (checkpoint != null && sizes != null) {
      throw usage("--checkpoint and --size exclude each other");
    }
    List<BenchEngine.Subject> subjects = new ArrayList<>();
    if (checkpoint != null) {
      subjects.add(new BenchEngine.Subject.File(checkpoint));
    } else if (sizes == null) {
      subjects.add(new BenchEngine.Subject.Demo());
    }
    if (checkpoint == null) {
      for (int size : sizes == null ? DEFAULT_SIZES : sizes) {
        if (!SIZES.contains(size)) {
          throw usage("--size must be a power of two from 16 to 1024, but is " + size);
        }
        subjects.add(new BenchEngine.Subject.Published(size));
      }
    }
    return subjects;
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
