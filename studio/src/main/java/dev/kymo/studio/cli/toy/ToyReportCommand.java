package dev.kymo.studio.cli.toy;

import dev.kymo.inference.device.DeviceChoice;
import dev.kymo.studio.cli.console.Cancellation;
import dev.kymo.studio.cli.console.Console;
import dev.kymo.studio.cli.console.Converters;
import dev.kymo.studio.cli.console.ProgressLine;
import dev.kymo.studio.cli.console.TimeLeft;
import dev.kymo.trainer.metric.toy.ToyEvaluation;
import dev.kymo.trainer.metric.toy.ToyPlan;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kymo toy-report}. */
@Command(
    name = "toy-report",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Judge a model of the toy clips: follow the three objects of real, generated and band-muted"
          + " clips, and compare frames, speeds, colours, shapes, what the seeds decide, and the"
          + " spectrum of the motion on both sides of the cut. Without a checkpoint: the demo.%n"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  kymo toy-report",
      "  kymo toy-report --checkpoint model.pt --clips 400",
      "  kymo toy-report --checkpoint model.pt --cut 3 --json"
    })
public final class ToyReportCommand implements Callable<Integer> {
  private final Console console;
  private final ToyWork work;

  @Spec private CommandSpec spec;

  @Option(
      names = "--checkpoint",
      paramLabel = "F",
      description = "The model, of at least 32 x 32 pixels (default: the demo).")
  private Path checkpoint;

  @Option(
      names = "--clips",
      paramLabel = "N",
      defaultValue = "100",
      description = "Clips of each kind (default: 100).")
  private int clips;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "Seed of the first clip (default: 0).")
  private long seed;

  @Option(
      names = "--cut",
      paramLabel = "RAD",
      description =
          "Where Slow ends and Fast begins, in radians per unit t (default: between the clips'"
              + " speeds of 4 and 8 pixels a frame, 2.69 for clips of 16 frames).")
  private Double cut;

  @Option(
      names = "--device",
      paramLabel = "D",
      defaultValue = "auto",
      converter = Converters.Device.class,
      description = "auto, cpu, cuda or cuda:1 (default: auto).")
  private DeviceChoice device;

  @Option(names = "--json", description = "Write JSON instead of a table.")
  private boolean json;

  /** A command that has its models judged by this work. */
  public ToyReportCommand(Console console, ToyWork work) {
    this.console = console;
    this.work = work;
  }

  @Override
  public Integer call() throws Exception {
    ToyPlan plan = plan();
    ToyWork.Outcome outcome;
    try (ProgressLine line = new ProgressLine(console);
        Cancellation cancelled = new Cancellation()) {
      line.show("Loading");
      outcome =
          work.judge(Optional.ofNullable(checkpoint), plan, device, new Display(line), cancelled);
    }
    console.out().print(json ? ToyReportText.json(outcome) : ToyReportText.table(outcome));
    console.out().flush();
    return 0;
  }

  private ToyPlan plan() {
    if (clips < ToyPlan.FEWEST) {
      throw usage("--clips must be at least " + ToyPlan.FEWEST + ", but is " + clips);
    }
    try {
      OptionalDouble asked = cut == null ? OptionalDouble.empty() : OptionalDouble.of(cut);
      return new ToyPlan(clips, seed, asked);
    } catch (IllegalArgumentException e) {
      throw usage("--cut: " + e.getMessage());
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** Frames done and time left. */
  private final class Display implements ToyEvaluation.Progress {
    private final ProgressLine line;
    private long started;

    Display(ProgressLine line) {
      this.line = line;
    }

    @Override
    public void frame(long done, long total) {
      long now = console.nanoTime().getAsLong();
      if (done == 1) {
        started = now;
      }
      double rate = TimeLeft.rate(done - 1.0, now - started);
      String left = TimeLeft.note(TimeLeft.seconds((double) (total - done), rate));
      line.show(
          String.format(Locale.ROOT, "Frame %d of %d   %.0f frames/s%s", done, total, rate, left));
    }
  }
}
