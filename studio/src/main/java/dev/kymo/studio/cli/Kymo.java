package dev.kymo.studio.cli;

import dev.kymo.inference.carry.CarryQuality;
import dev.kymo.inference.clip.ClipEncoders;
import dev.kymo.inference.delivery.OriginalPixels;
import dev.kymo.inference.device.CudaInstaller;
import dev.kymo.inference.device.EngineFolders;
import dev.kymo.inference.device.EngineSetup;
import dev.kymo.inference.device.Host;
import dev.kymo.inference.device.LocalHost;
import dev.kymo.inference.device.MachineFacts;
import dev.kymo.inference.ffmpeg.FfmpegPrograms;
import dev.kymo.inference.file.FileException;
import dev.kymo.inference.file.WritableFolder;
import dev.kymo.inference.footage.FileFootage;
import dev.kymo.inference.footage.Footage;
import dev.kymo.inference.footage.FootageOpener;
import dev.kymo.inference.session.EngineSession;
import dev.kymo.studio.app.UserFolders;
import dev.kymo.studio.cli.bench.BenchCommand;
import dev.kymo.studio.cli.bench.BenchEngine;
import dev.kymo.studio.cli.bench.EngineBench;
import dev.kymo.studio.cli.bench.EngineStudioBench;
import dev.kymo.studio.cli.bench.EngineTrainBench;
import dev.kymo.studio.cli.bench.StudioBenchWork;
import dev.kymo.studio.cli.bench.TrainBenchWork;
import dev.kymo.studio.cli.console.CommandErrors;
import dev.kymo.studio.cli.console.Console;
import dev.kymo.studio.cli.console.ErrorSentence;
import dev.kymo.studio.cli.dataset.CheckCommand;
import dev.kymo.studio.cli.dataset.DatasetCommand;
import dev.kymo.studio.cli.dataset.ExtractCommand;
import dev.kymo.studio.cli.dataset.ToyDatasetCommand;
import dev.kymo.studio.cli.doctor.CudaInstallation;
import dev.kymo.studio.cli.doctor.DemoTrial;
import dev.kymo.studio.cli.doctor.Doctor;
import dev.kymo.studio.cli.doctor.DoctorCommand;
import dev.kymo.studio.cli.doctor.Surroundings;
import dev.kymo.studio.cli.evaluate.EngineEvaluateWork;
import dev.kymo.studio.cli.evaluate.EvaluateCommand;
import dev.kymo.studio.cli.evaluate.EvaluateWork;
import dev.kymo.studio.cli.inspect.ConvertCommand;
import dev.kymo.studio.cli.inspect.InspectCommand;
import dev.kymo.studio.cli.learn.LearnCommand;
import dev.kymo.studio.cli.render.ClipRendering;
import dev.kymo.studio.cli.render.FootageFinder;
import dev.kymo.studio.cli.render.RenderCommand;
import dev.kymo.studio.cli.render.RenderWork;
import dev.kymo.studio.cli.toy.EngineToyWork;
import dev.kymo.studio.cli.toy.ToyReportCommand;
import dev.kymo.studio.cli.toy.ToyWork;
import dev.kymo.studio.cli.train.EngineTraining;
import dev.kymo.studio.cli.train.RunsCommand;
import dev.kymo.studio.cli.train.TrainCommand;
import dev.kymo.studio.cli.train.TrainingWork;
import dev.kymo.studio.engine.Demo;
import dev.kymo.studio.engine.DemoFiles;
import dev.kymo.studio.engine.EngineTrainer;
import dev.kymo.studio.version.BuildInfo;
import dev.kymo.trainer.process.EngineDevices;
import dev.kymo.trainer.process.EngineFactory;
import dev.kymo.trainer.process.FileDataset;
import dev.kymo.trainer.process.FvdSnapshotMetric;
import dev.kymo.trainer.process.TrainingParts;
import dev.kymo.trainer.run.DiskSpace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine;

/** The program: wires the commands and runs the one that is asked for. */
public final class Kymo {
  private final Console console;
  private final Map<String, String> env;
  private final Parts parts;

  /**
   * What the commands stand on; tests put others in their place.
   *
   * @param studio opens the window
   * @param rendering carries out {@code render}
   * @param known checkpoints that Kymo has of itself
   * @param benching makes what {@code bench} measures
   * @param trainBenching measures for {@code bench --train}
   * @param studioBenching measures for {@code bench --studio}
   * @param judging carries out {@code toy-report}
   * @param comparing carries out {@code evaluate}
   * @param training carries out {@code train} and {@code runs}
   * @param footage opens clips of the user's
   * @param doctor examines for {@code doctor}
   * @param installation fetches for {@code doctor --install-cuda}
   * @param unwritable which of Kymo's folders cannot be written to, for {@code doctor}
   */
  record Parts(
      StudioStarter studio,
      RenderWork rendering,
      Supplier<List<Path>> known,
      BenchEngine benching,
      TrainBenchWork trainBenching,
      StudioBenchWork studioBenching,
      ToyWork judging,
      EvaluateWork comparing,
      TrainingWork training,
      Footage.Opener footage,
      Doctor doctor,
      CudaInstallation installation,
      Supplier<Map<String, String>> unwritable) {

    /** The real ones. */
    static Parts real() {
      Host host = new LocalHost();
      // An unknown system is reported when its engine is asked for, not here.
      MachineFacts.Os os =
          MachineFacts.Os.named(System.getProperty("os.name")).orElse(MachineFacts.Os.LINUX);
      EngineSetup setup = EngineSetup.onThisMachine();
      Path wanted = new EngineFolders(host, os).kymoCache();
      Path cache =
          WritableFolder.orTemporary(
              wanted,
              Path.of(System.getProperty("java.io.tmpdir")),
              System.getProperty("user.name", "user"));
      Supplier<Map<String, String>> unwritable =
          () ->
              FolderCheck.unwritable(
                  wanted, cache, UserFolders.settings(), UserFolders.state(), UserFolders.data());
      FfmpegPrograms programs = new FfmpegPrograms(cache);
      Footage.Opener footage = new FileFootage(new FootageOpener(programs));
      TrainingParts parts =
          new TrainingParts(
              new EngineDevices(setup),
              new FileDataset(cache.resolve("frames"), footage),
              new EngineFactory(),
              new FvdSnapshotMetric(setup, cache, footage),
              DiskSpace.REAL);
      EngineTrainer trainer = new EngineTrainer(setup, parts, Kymo.class.getName());
      return new Parts(
          new JavaFxStudio(setup, cache, trainer, footage),
          new ClipRendering(
              device -> EngineSession.start(setup, device, cache),
              new ClipEncoders(programs),
              new FootageFinder(footage, OriginalPixels.of(CarryQuality.BEST))),
          () -> known(cache),
          new EngineBench(setup, cache),
          new EngineTrainBench(setup),
          new EngineStudioBench(setup, cache, trainer, footage),
          new EngineToyWork(setup, cache),
          new EngineEvaluateWork(setup, cache, footage),
          new EngineTraining(
              parts,
              footage,
              () -> setup.machine().nvidia().map(driver -> driver.gpus().size()).orElse(0),
              Kymo.class.getName()),
          footage,
          new Doctor(
              host, setup, new DemoTrial(cache), () -> EngineSession.forgetPrecisions(cache)),
          new CudaInstallation(host, CudaInstaller.PUBLISHED),
          unwritable);
    }

    private static List<Path> known(Path cache) {
      try {
        List<Path> demos = new ArrayList<>();
        for (Demo demo : Demo.values()) {
          demos.add(new DemoFiles(cache).checkpoint(demo));
        }
        return demos;
      } catch (FileException e) {
        // Without the demos a project's checkpoint is looked for in its own place only.
        return List.of();
      }
    }
  }

  Kymo(Console console, Map<String, String> env, Parts parts) {
    this.console = console;
    this.env = env;
    this.parts = parts;
  }

  /** Runs a command and ends the process with its status. */
  public static void main(String[] args) throws IOException {
    Console console = Console.ofProcess(System.getenv());
    EngineLogging.configure(console.debug());
    System.exit(new Kymo(console, System.getenv(), Parts.real()).run(args));
  }

  /** Runs a command and gives back its exit status. */
  int run(String... args) {
    CommandErrors errors = new CommandErrors(console);
    StudioStart studio = new StudioStart(parts.studio(), env, System::getProperty);
    try {
      if (args.length == 0) {
        // Reading the commands' annotations would hold the window up.
        return studio.open(Optional.empty());
      }
      return commandLine(studio, errors).execute(args);
    } catch (Exception | Error e) {
      errors.report(e, ErrorSentence.of(e));
      return CommandLine.ExitCode.SOFTWARE;
    } finally {
      console.out().flush();
      console.err().flush();
    }
  }

  private CommandLine commandLine(StudioStart studio, CommandErrors errors) {
    return new CommandLine(new KymoCommand(studio))
        .addSubcommand(new StudioCommand(studio))
        .addSubcommand(new RenderCommand(console, parts.rendering(), parts.known()))
        .addSubcommand(new InspectCommand(console))
        .addSubcommand(new ConvertCommand(console))
        .addSubcommand(
            new DoctorCommand(console, parts.doctor(), parts.installation(), surroundings()))
        .addSubcommand(bench())
        .addSubcommand(new ToyDatasetCommand(console))
        .addSubcommand(dataset())
        .addSubcommand(new ToyReportCommand(console, parts.judging()))
        .addSubcommand(new EvaluateCommand(console, parts.comparing()))
        .addSubcommand(new LearnCommand(console, parts.training(), parts.footage()))
        .addSubcommand(new TrainCommand(console, parts.training()))
        .addSubcommand(RunsCommand.of(console, parts.training()))
        .setOut(console.out())
        .setErr(console.err())
        .setUsageHelpWidth(100)
        .setUsageHelpLongOptionsMaxWidth(30)
        .setExecutionExceptionHandler(errors)
        .setParameterExceptionHandler(errors);
  }

  private BenchCommand bench() {
    return new BenchCommand(
        console, parts.benching(), parts.trainBenching(), parts.studioBenching(), noDisplay());
  }

  private Optional<String> noDisplay() {
    boolean display = new DisplayCheck(env, System::getProperty).present();
    return display ? Optional.empty() : Optional.of(DisplayCheck.MISSING);
  }

  private CommandLine dataset() {
    return new CommandLine(new DatasetCommand())
        .addSubcommand(new CheckCommand(console, parts.footage()))
        .addSubcommand(new ExtractCommand(console, parts.footage()));
  }

  private Surroundings surroundings() {
    return new Surroundings(
        BuildInfo.ofThisProgram().line(),
        Runtime.version() + " (" + System.getProperty("java.home") + ")",
        noDisplay(),
        env,
        parts.unwritable().get());
  }
}
