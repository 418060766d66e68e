package dev.kymo.studio.engine;

import dev.kymo.inference.device.EngineSetup;
import dev.kymo.inference.device.EngineSetupException;
import dev.kymo.inference.device.MachineFacts;
import dev.kymo.inference.device.NvidiaGpu;
import dev.kymo.studio.runs.Trainer;
import dev.kymo.trainer.process.DryRun;
import dev.kymo.trainer.process.TrainerProcess;
import dev.kymo.trainer.process.TrainingParts;
import dev.kymo.trainer.run.RunDirectory;
import dev.kymo.trainer.run.TrainingOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Trains with the engine of this machine, each run in a process of its own. */
public final class EngineTrainer implements Trainer {

  private final EngineSetup setup;
  private final TrainingParts parts;
  private final String mainClass;

  /**
   * A trainer.
   *
   * @param parts what a measurement stands on
   * @param mainClass of this program: a trainer of its own is {@code runs resume} of it
   */
  public EngineTrainer(EngineSetup setup, TrainingParts parts, String mainClass) {
    this.setup = setup;
    this.parts = parts;
    this.mainClass = mainClass;
  }

  @Override
  public void start(RunDirectory run) throws Exception {
    String folder = run.root().toAbsolutePath().toString();
    TrainerProcess.start(
        run, TrainerProcess.javaCommand(mainClass, List.of("runs", "resume", folder)));
  }

  @Override
  public Measurement measure(TrainingOptions options, BooleanSupplier cancelled) throws Exception {
    DryRun.Report report = new DryRun(parts).report(options, DryRun.Progress.NONE, cancelled);
    return new Measurement(
        report.device(),
        report.precision(),
        report.secondsPerStep(),
        report.runSeconds(),
        report.hostMemory(),
        report.deviceMemory(),
        report.diskBytes(),
        report.steps());
  }

  @Override
  public List<Device> devices() throws EngineSetupException {
    MachineFacts machine = setup.machine();
    List<Device> devices = new ArrayList<>();
    machine
        .nvidia()
        .ifPresent(
            driver -> {
              for (NvidiaGpu gpu : driver.gpus()) {
                devices.add(new Device("cuda:" + gpu.index(), gpu.name(), gpu.memoryBytes()));
              }
            });
    String cpu = machine.cpu().isBlank() ? machine.arch() : machine.cpu();
    devices.add(new Device("cpu", cpu + " \u00b7 " + machine.cores(), machine.memoryBytes()));
    return devices;
  }
}
