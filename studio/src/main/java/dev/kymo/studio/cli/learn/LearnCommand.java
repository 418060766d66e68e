package dev.kymo.studio.cli.learn;

import dev.kymo.inference.checkpoint.CheckpointFormat;
import dev.kymo.inference.checkpoint.CheckpointReader;
import dev.kymo.inference.footage.Footage;
import dev.kymo.inference.footage.Square;
import dev.kymo.studio.cli.console.Console;
import dev.kymo.studio.cli.console.OutputFile;
import dev.kymo.studio.cli.console.TimeLeft;
import dev.kymo.studio.cli.console.UserError;
import dev.kymo.studio.cli.train.DryRunDisplay;
import dev.kymo.studio.cli.train.Kinds;
import dev.kymo.studio.cli.train.TrainDisplay;
import dev.kymo.studio.cli.train.TrainingWork;
import dev.kymo.trainer.process.DryRun;
import dev.kymo.trainer.process.TrainerProcess;
import dev.kymo.trainer.run.CheckpointStore;
import dev.kymo.trainer.run.LearnedClip;
import dev.kymo.trainer.run.LearningPlan;
import dev.kymo.trainer.run.LearningQuality;
import dev.kymo.trainer.run.MachineOptions;
import dev.kymo.trainer.run.RunDirectory;
import dev.kymo.trainer.run.RunState;
import dev.kymo.trainer.run.RunStatus;
import dev.kymo.trainer.run.TrainingOptions;
import dev.kymo.trainer.run.TrainingPrecision;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kymo learn}. */
@Command(
    name = "learn",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    customSynopsis = "kymo learn CLIP.. --out F [--start S] [--end S] [--minutes M] [OPTIONS]",
    synopsisHeading = "Usage: ",
    description = {
      "Learn the motion of your own clips, so that it can be edited by frequency.%n",
      "A clip is a video, or a folder of images. A small generator learns to show it; the result is"
          + " a checkpoint that every command and the studio take, and that says which footage it"
          + " knows. No dataset and no GPU are needed.%n",
      "F is written early and gets better: stop with Ctrl-C when it is good enough, or continue"
          + " with kymo runs resume.%n"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  kymo learn talk.mp4 --out talk.safetensors",
      "  kymo learn talk.mp4 --out talk.safetensors --start 2 --end 6 --square 280,0,720 --minutes 3",
      "  kymo learn talk.mp4 --out talk.safetensors --dry-run        estimate time and memory",
      "  kymo learn anna.mov ben.mov --out both.safetensors          motion of one, content of another",
      "  kymo render --checkpoint talk.safetensors --footage talk.mp4 --gain 1,1,0 --out calm.mp4"
    })
public final class LearnCommand implements Callable<Integer> {
  private static final double SECONDS_OF_MINUTE = 60;

  private final Console console;
  private final TrainingWork work;
  private final Footage.Opener opener;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "CLIP",
      description = "A video, or a folder of numbered images.")
  private List<Path> clips;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "F",
      description = "The model: a checkpoint, .safetensors or .pt.")
  private Path out;

  @Option(
      names = "--start",
      paramLabel = "S",
      description = "First moment that is learned, in seconds (default: 0).")
  private Double start;

  @Option(
      names = "--end",
      paramLabel = "S",
      description =
          "Moment to learn up to, in seconds (default: 128 frames from the start, or the first"
              + " change of the scene).")
  private Double end;

  @Option(
      names = "--square",
      paramLabel = "X,Y,SIDE",
      converter = SquareConverter.class,
      description =
          "The part of the frame that is learned, in pixels of the clip (default: the largest"
              + " square in the middle).")
  private Square square;

  @Option(
      names = "--size",
      paramLabel = "S",
      description =
          "Pixels of the model's square: 32, 64, 128 or 256 (default: 64). Edits are carried to"
              + " the clip's own pixels.")
  private int size = LearningQuality.GOOD.size();

  @Option(
      names = "--minutes",
      paramLabel = "M",
      description = "How long to learn; steps are timed first, and then their number is fixed.")
  private Double minutes;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "How many steps to learn (default: 4000, or 8000 from 128 x 128 on).")
  private Long steps;

  @Option(
      names = "--highest",
      paramLabel = "HZ",
      description = "The fastest motion that the model has (default: what the clip shows).")
  private Double highest;

  @Option(names = "--seed", paramLabel = "N", description = "Random seed (default: 1).")
  private long seed = 1;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "CPU cores to use; 0 is all of them (default), 1 repeats bit for bit.")
  private int threads;

  @Option(
      names = "--device",
      paramLabel = "D",
      description = "auto (default), cpu, cuda or cuda:N.")
  private String device = "auto";

  @Option(
      names = "--precision",
      paramLabel = "P",
      converter = Kinds.Precision.class,
      description = "auto (default; the faster one is measured), fp32, tf32, bf16 or fp16.")
  private TrainingPrecision precision = TrainingPrecision.AUTO;

  @Option(
      names = "--run",
      paramLabel = "DIR",
      description =
          "The run's folder, new or empty (default: beside F, with -run behind its name).")
  private Path run;

  @Option(
      names = "--dry-run",
      description = "Look at the clips, time a few steps, and estimate time and memory.")
  private boolean dryRun;

  @Option(
      names = "--background",
      description = "Learn in a process of its own that continues when this one ends.")
  private boolean background;

  /**
   * A command that writes to this console and has its runs carried out by this work.
   *
   * @param opener opens clips
   */
  public LearnCommand(Console console, TrainingWork work, Footage.Opener opener) {
    this.console = console;
    this.work = work;
    this.opener = opener;
  }

  @Override
  public Integer call() throws Exception {
    checkArguments();
    Path folder = run == null ? besideOutput() : run;
    if (!dryRun) {
      RunDirectory.checkFree(folder);
    }
    TrainingOptions options = options();
    if (dryRun) {
      print(tried(options), options);
      return 0;
    }
    if (minutes != null) {
      options = timed(options);
    }
    RunDirectory made = RunDirectory.create(folder, options);
    if (background) {
      TrainerProcess trainer = work.background(made);
      console
          .out()
          .printf(
              "Learning in process %d: %s shows how it goes (kymo runs list), kymo runs stop %s"
                  + " ends it.%n",
              trainer.status().map(RunStatus::pid).orElse(0L), made, made);
      return 0;
    }
    RunStatus ended;
    try (TrainDisplay display = new TrainDisplay(console)) {
      ended = work.train(made, display);
    }
    finished(made, ended);
    return 0;
  }

  private void checkArguments() {
    if (Arrays.stream(CheckpointFormat.values()).noneMatch(f -> f.claims(out.toString()))) {
      throw usage("--out must end in .safetensors or .pt, not be " + out + ".");
    }
    try {
      OutputFile.checkName("--out", out);
      // Known before a clip is read, which may take a while.
      LearningQuality.widths(size);
    } catch (IllegalArgumentException e) {
      throw usage(e.getMessage());
    }
    if (steps != null && steps < 1) {
      throw usage("--steps must be at least 1, not " + steps + ".");
    }
    if (minutes != null && steps != null) {
      throw usage("Give --minutes or --steps, not both.");
    }
    if (minutes != null && !(minutes > 0 && minutes <= 100_000)) {
      throw usage("--minutes must be above 0, not " + minutes + ".");
    }
    if (start != null && !(start >= 0)) {
      throw usage("--start must not be negative, but is " + start + ".");
    }
    if (end != null && !(end > (start == null ? 0 : start))) {
      throw usage("--end must come after --start.");
    }
    List<Path> places = clips.stream().map(clip -> clip.toAbsolutePath().normalize()).toList();
    if (places.stream().distinct().count() < places.size()) {
      throw usage("The same clip is named twice: name each once.");
    }
    if (highest != null && !(highest > 0 && highest <= 1000)) {
      throw usage("--highest must be above 0 Hz, not " + highest + ".");
    }
  }

  private Path besideOutput() {
    String name = out.getFileName().toString();
    return out.resolveSibling(name.substring(0, name.lastIndexOf('.')) + "-run");
  }

  private TrainingOptions options() throws Exception {
    ClipChooser chooser =
        new ClipChooser(opener, optional(start), optional(end), Optional.ofNullable(square), size);
    List<LearnedClip> chosen = new ArrayList<>();
    double fastest = 0;
    List<Double> crossovers = List.of();
    for (Path clip : clips) {
      ClipChooser.Choice choice = chooser.choose(clip);
      choice.notes().forEach(note -> console.err().println(note));
      chosen.add(choice.clip());
      checkHighest(clip, choice.clip());
      if (crossovers.isEmpty()) {
        crossovers = choice.crossoversHz();
      }
      fastest = Math.max(fastest, choice.highestHz());
    }
    try {
      return new LearningPlan(
              chosen,
              size,
              highest == null ? fastest : highest,
              crossovers,
              steps == null ? usualSteps() : steps,
              seed,
              new MachineOptions(List.of(device), precision, threads, 0),
              Optional.of(out))
          .options();
    } catch (IllegalArgumentException e) {
      throw usage(e.getMessage());
    }
  }

  private void checkHighest(Path file, LearnedClip clip) {
    double fastest = clip.rate().perSecond() / 2;
    if (highest != null && highest > fastest) {
      throw usage(
          String.format(
              Locale.ROOT,
              "%s has %.3g frames per second, so nothing faster than %.3g Hz is in it: --highest"
                  + " cannot be %s.",
              file.getFileName(),
              2 * fastest,
              fastest,
              highest));
    }
  }

  private long usualSteps() {
    return size <= LearningQuality.GOOD.size()
        ? LearningQuality.GOOD.steps()
        : LearningQuality.FINE.steps();
  }

  private ParameterException usage(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }

  private static OptionalDouble optional(Double value) {
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  private DryRun.Report tried(TrainingOptions options) throws Exception {
    try (DryRunDisplay display = new DryRunDisplay(console)) {
      return work.dryRun(options, display);
    }
  }

  /** The number of steps that fits into the time, from then on fixed. */
  private TrainingOptions timed(TrainingOptions options) throws Exception {
    double second = tried(options).secondsPerStep();
    long fitting = Math.max(20, Math.round(minutes * SECONDS_OF_MINUTE / second));
    console
        .err()
        .printf(
            Locale.ROOT,
            "A step takes %.0f ms here: %,d steps in %s.%n",
            1000 * second,
            fitting,
            TimeLeft.text(fitting * second));
    return LearningPlan.withSteps(options, fitting);
  }

  private void finished(RunDirectory made, RunStatus end) throws Exception {
    if (end.state() == RunState.FAILED) {
      throw new UserError(end.reason());
    }
    if (!Files.exists(out)) {
      throw new UserError("Nothing was learned yet; continue with kymo runs resume " + made + ".");
    }
    Map<String, Double> figures = CheckpointReader.read(out).state().figures();
    String how =
        figures.containsKey("between_db")
            ? String.format(
                Locale.ROOT,
                "fit %.1f dB, in-between frames %.1f dB (SSIM %.3f)",
                figures.get("fit_db"),
                figures.get("between_db"),
                figures.get("between_ssim"))
            : String.format(Locale.ROOT, "fit %.1f dB", figures.getOrDefault("fit_db", 0.0));
    console
        .out()
        .println(
            end.state() == RunState.ENDED
                ? String.format(Locale.ROOT, "Learned in %,d steps: %s: %s", end.step(), how, out)
                : String.format(
                    Locale.ROOT,
                    "Stopped at step %,d of %,d: %s: %s; continue with kymo runs resume %s",
                    end.step(),
                    end.steps(),
                    how,
                    out,
                    made));
  }

  private void print(DryRun.Report report, TrainingOptions options) {
    line("Clips", report.dataset());
    line("Device", report.device() + ", " + report.precision());
    line(
        "Step",
        String.format(
            Locale.ROOT,
            "%.0f ms on average, over %d steps",
            1000 * report.secondsPerStep(),
            report.steps()));
    line("Memory", CheckpointStore.size(report.hostMemory()));
    line(
        "Time",
        String.format(
            Locale.ROOT,
            "%,d steps, %s",
            options.schedule().steps(),
            TimeLeft.text(report.runSeconds())));
    line("Disk", "up to " + CheckpointStore.size(report.diskBytes()) + " of checkpoints");
  }

  private void line(String name, String value) {
    console.out().printf(Locale.ROOT, "%-11s%s%n", name, value);
  }
}
