package dev.kymo.studio.cli.train;

import dev.kymo.inference.checkpoint.Checkpoint;
import dev.kymo.inference.checkpoint.CheckpointReader;
import dev.kymo.inference.checkpoint.GeneratorSpec;
import dev.kymo.studio.cli.console.Console;
import dev.kymo.studio.cli.console.ProgressLine;
import dev.kymo.studio.cli.console.TimeLeft;
import dev.kymo.trainer.dataset.check.DatasetLook;
import dev.kymo.trainer.process.DryRun;
import dev.kymo.trainer.process.TrainerProcess;
import dev.kymo.trainer.run.CheckpointStore;
import dev.kymo.trainer.run.DataOptions;
import dev.kymo.trainer.run.LossOptions;
import dev.kymo.trainer.run.ModelOptions;
import dev.kymo.trainer.run.PartialState;
import dev.kymo.trainer.run.Preset;
import dev.kymo.trainer.run.PublishedArgs;
import dev.kymo.trainer.run.RunDirectory;
import dev.kymo.trainer.run.RunStatus;
import dev.kymo.trainer.run.SharedProcessor;
import dev.kymo.trainer.run.TrainingOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kymo train}. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    customSynopsis = "kymo train --data DIR --out RUN [--preset NAME] [OPTIONS]",
    synopsisHeading = "Usage: ",
    description = {
      "Train a model on clips.%n",
      "A preset gives every option a value: toy-64 (the toy clips on a CPU), small-128 (one GPU) or"
          + " published-256 (the published run, eight GPUs). Without one, size, GPUs and the clips"
          + " decide, and what was chosen is said. Any option changes it. All of them are frozen in"
          + " the run's options.json before the first step.%n",
      "Ctrl-C saves and leaves; kymo runs resume goes on as if nothing had been.%n"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  kymo train --data toys --out runs/toys",
      "  kymo train --data toys --out runs/toys --dry-run          check it and time a few steps",
      "  kymo train --data clips --out runs/a --preset small-128 --steps 50000 --background",
      "  kymo train --data clips --out runs/b --start-from published.pt",
      "  kymo train --data toys --out runs/c --size 64 --start-from"
          + " runs/32px/checkpoints/latest.safetensors"
    })
public final class TrainCommand implements Callable<Integer> {
  private final Console console;
  private final TrainingWork work;
  private List<String> reasons = List.of();

  @Spec private CommandSpec spec;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "A folder of folders of frames, a zip of folders, or a folder of videos.")
  private Path data;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "RUN",
      description = "The run's folder, new or empty.")
  private Path out;

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      converter = Kinds.Presets.class,
      description = "toy-64, small-128 or published-256 (default: what suits the clips).")
  private Preset preset;

  @Option(
      names = "--start-from",
      paramLabel = "F",
      description =
          "Go on from a checkpoint: all of a full one's state and options, or the generator of"
              + " another. Without --preset a full one's own options are the ones to change. With"
              + " a larger --size its networks grow: they keep what they learned, and begin at"
              + " step 0.")
  private Path startFrom;

  @Option(names = "--every-nth", paramLabel = "N", description = "Take every n-th frame.")
  private Integer everyNth;

  @Option(names = "--seed", paramLabel = "N", description = "Of everything that is drawn.")
  private Long seed;

  @Option(
      names = "--dry-run",
      description = "Check everything, time a few real steps, and tell what the run will take.")
  private boolean dryRun;

  @Option(
      names = "--background",
      description = "Train in a process of its own that goes on when this one ends.")
  private boolean background;

  @ArgGroup(validate = false, heading = "%nNetworks:%n")
  private ModelSettings model = new ModelSettings();

  @ArgGroup(validate = false, heading = "%nSteps:%n")
  private LossSettings loss = new LossSettings();

  @ArgGroup(validate = false, heading = "%nSchedule and machine:%n")
  private RunSettings settings = new RunSettings();

  /** A command that writes to this console and has its runs carried out by this work. */
  public TrainCommand(Console console, TrainingWork work) {
    this.console = console;
    this.work = work;
  }

  @Override
  public Integer call() throws Exception {
    RunDirectory.checkFree(out);
    TrainingOptions options = options();
    reasons.forEach(console.err()::println);
    if (dryRun) {
      print(tried(options), options);
      return 0;
    }
    RunDirectory run = RunDirectory.create(out, options);
    if (background) {
      TrainerProcess trainer = work.background(run);
      console
          .out()
          .printf(
              "Training %s in process %d; look at it with kymo runs list, end it with kymo runs"
                  + " stop %s%n",
              run, trainer.status().map(RunStatus::pid).orElse(0L), run);
      return 0;
    }
    try (TrainDisplay display = new TrainDisplay(console)) {
      display.finished(run, work.train(run, display));
    }
    return 0;
  }

  private DryRun.Report tried(TrainingOptions options) throws Exception {
    try (DryRunDisplay display = new DryRunDisplay(console)) {
      return work.dryRun(options, display);
    }
  }

  private TrainingOptions options() throws Exception {
    TrainingOptions found = base();
    try {
      boolean shared = settings.sharesTheProcessor();
      TrainingOptions base = shared ? SharedProcessor.joined(found) : found;
      LossOptions losses = loss.over(base.loss());
      TrainingOptions chosen =
          new TrainingOptions(
              new DataOptions(
                  data.toAbsolutePath().normalize().toString(),
                  everyNth == null ? base.data().everyNth() : everyNth),
              model.over(base.model(), losses.videoResizeRatio(), startFrom != null),
              losses,
              settings.over(base.schedule()),
              settings.over(base.machine()),
              seed == null ? base.seed() : seed,
              Optional.ofNullable(startFrom).map(f -> f.toAbsolutePath().normalize().toString()));
      return shared
          ? SharedProcessor.shared(chosen, Runtime.getRuntime().availableProcessors())
          : chosen;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  /** What the given options change: a preset, or what a full checkpoint was trained with. */
  private TrainingOptions base() throws Exception {
    if (startFrom == null && preset == null) {
      SuitedOptions suited = SuitedOptions.of(data.toString(), model.size(), work.cards(), look());
      reasons = suited.reasons();
      return suited.options();
    }
    TrainingOptions chosen = (preset == null ? Preset.TOY_64 : preset).options(data.toString());
    if (startFrom == null) {
      return chosen;
    }
    Checkpoint checkpoint = CheckpointReader.read(startFrom);
    PartialState.note(checkpoint).ifPresent(console.err()::println);
    if (preset != null || !checkpoint.full()) {
      return withGenerator(chosen, checkpoint.spec());
    }
    try {
      PublishedArgs.Translation own = PublishedArgs.read(checkpoint);
      own.notes().forEach(note -> console.err().println(note));
      return own.options();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private Optional<DatasetLook.Seen> look() throws Exception {
    try (ProgressLine line = new ProgressLine(console)) {
      line.stage("Looking at the clips");
      return work.look(data);
    }
  }

  /** A generator that is there decides the sizes. */
  private static TrainingOptions withGenerator(TrainingOptions chosen, GeneratorSpec generator) {
    int seen = (int) (generator.imageSize() * chosen.loss().videoResizeRatio());
    ModelOptions old = chosen.model();
    List<Integer> wide = generator.channels();
    return new TrainingOptions(
        chosen.data(),
        new ModelOptions(
            generator,
            old.imageDiscriminator(),
            old.generator().imageSize() == generator.imageSize() ? old.imageChannels() : wide,
            old.videoDiscriminator(),
            old.generator().imageSize() == generator.imageSize()
                ? old.videoChannels()
                : wide.subList(0, Integer.numberOfTrailingZeros(seen) - 1)),
        chosen.loss(),
        chosen.schedule(),
        chosen.machine(),
        chosen.seed());
  }

  private void print(DryRun.Report report, TrainingOptions options) {
    line("Dataset", report.dataset());
    line("Device", report.device() + ", " + report.precision());
    line(
        "Step",
        String.format(
            Locale.ROOT,
            "%.3f s on average, over %d steps",
            report.secondsPerStep(),
            report.steps()));
    line("Pace", String.format(Locale.ROOT, "%.2f kimg/h", report.kimgPerHour()));
    line(
        "Memory",
        CheckpointStore.size(report.hostMemory())
            + (report.deviceMemory() > 0
                ? ", on the device " + CheckpointStore.size(report.deviceMemory())
                : ""));
    String time = TimeLeft.text(report.runSeconds());
    line(
        "Whole run",
        String.format(
            Locale.ROOT,
            "%,d steps, %s",
            options.schedule().steps(),
            time.isEmpty() ? "longer than a season" : time));
    line("Disk", "up to " + CheckpointStore.size(report.diskBytes()) + " of checkpoints");
  }

  private void line(String name, String value) {
    console.out().printf(Locale.ROOT, "%-11s%s%n", name, value);
  }
}
