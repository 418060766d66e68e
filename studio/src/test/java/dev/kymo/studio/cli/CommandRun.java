package dev.kymo.studio.cli;

import dev.kymo.inference.device.EngineSetup;
import dev.kymo.inference.device.LocalHost;
import dev.kymo.inference.file.FileException;
import dev.kymo.inference.footage.Footage;
import dev.kymo.inference.frame.FrameSource.SourceInfo;
import dev.kymo.studio.cli.bench.BenchEngine;
import dev.kymo.studio.cli.bench.StudioBenchWork;
import dev.kymo.studio.cli.bench.TrainBenchWork;
import dev.kymo.studio.cli.console.Consoles;
import dev.kymo.studio.cli.doctor.CudaInstallation;
import dev.kymo.studio.cli.doctor.Doctor;
import dev.kymo.studio.cli.doctor.EngineTrial;
import dev.kymo.studio.cli.evaluate.EvaluateWork;
import dev.kymo.studio.cli.render.RenderPlan;
import dev.kymo.studio.cli.render.RenderWork;
import dev.kymo.studio.cli.toy.ToyWork;
import dev.kymo.studio.cli.train.TrainingWork;
import dev.kymo.trainer.process.DryRun;
import dev.kymo.trainer.process.RunListener;
import dev.kymo.trainer.process.TrainerProcess;
import dev.kymo.trainer.run.RunDirectory;
import dev.kymo.trainer.run.RunStatus;
import dev.kymo.trainer.run.TrainingOptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The command line with the engine and the window replaced by what a test wants. */
final class CommandRun {
  final List<RenderPlan> plans = new ArrayList<>();
  final List<String> opened = new ArrayList<>();
  final Map<String, String> env = new HashMap<>();
  final Consoles consoles;
  RenderWork rendering = (plan, listener, cancelled) -> plans.add(plan);
  BenchEngine benching =
      (subject, precision, device) -> {
        throw new IllegalStateException("no bench in this test");
      };
  TrainBenchWork trainBenching =
      (preset, precision, device, steps, cancelled) -> {
        throw new IllegalStateException("no training bench in this test");
      };
  StudioBenchWork studioBenching =
      (checkpoint, seconds, cancelled) -> {
        throw new IllegalStateException("no studio bench in this test");
      };
  ToyWork judging =
      (checkpoint, plan, device, progress, cancelled) -> {
        throw new IllegalStateException("no toy report in this test");
      };
  TrainingWork training = new RefusedTraining();
  EvaluateWork comparing =
      (request, progress, cancelled) -> {
        throw new IllegalStateException("no evaluation in this test");
      };
  EngineTrial trial =
      decision ->
          new EngineTrial.Result("PyTorch 9", "/lib", new SourceInfo("CPU", "fp32", "it is so"));
  int forgotten;
  Footage.Opener footage =
      file -> {
        throw new FileException(file + " is no footage.");
      };
  StudioStarter studio =
      file -> {
        opened.add(file.map(Object::toString).orElse("demo"));
        return 0;
      };

  CommandRun() {
    this(false);
  }

  CommandRun(boolean debug) {
    consoles = new Consoles(false, debug);
  }

  int run(String... args) {
    LocalHost host = new LocalHost();
    EngineSetup nothingApplied = new EngineSetup(host, (name, value) -> {}, (name, value) -> {});
    Kymo.Parts parts =
        new Kymo.Parts(
            studio,
            rendering,
            List::of,
            benching,
            trainBenching,
            studioBenching,
            judging,
            comparing,
            training,
            footage,
            new Doctor(host, nothingApplied, trial, () -> forgotten++),
            new CudaInstallation(host, URI.create("http://127.0.0.1:9/")),
            Map::of);
    return new Kymo(consoles.console(), env, parts).run(args);
  }

  /** For tests that train nothing. */
  private static final class RefusedTraining implements TrainingWork {
    @Override
    public RunStatus train(RunDirectory run, RunListener listener) {
      throw new IllegalStateException("no training in this test");
    }

    @Override
    public TrainerProcess background(RunDirectory run) {
      throw new IllegalStateException("no training in this test");
    }

    @Override
    public DryRun.Report dryRun(TrainingOptions options, DryRun.Progress progress) {
      throw new IllegalStateException("no training in this test");
    }
  }
}
