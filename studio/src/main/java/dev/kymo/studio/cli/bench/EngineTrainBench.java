package dev.kymo.studio.cli.bench;

import dev.kymo.inference.device.DeviceChoice;
import dev.kymo.inference.device.EngineSetup;
import dev.kymo.inference.file.FileException;
import dev.kymo.inference.footage.Footage;
import dev.kymo.trainer.dataset.image.FrameEncoder;
import dev.kymo.trainer.dataset.toy.ToyClips;
import dev.kymo.trainer.dataset.toy.ToyDatasetWriter;
import dev.kymo.trainer.dataset.work.WorkProgress;
import dev.kymo.trainer.process.EngineDevices;
import dev.kymo.trainer.process.EngineFactory;
import dev.kymo.trainer.process.FileDataset;
import dev.kymo.trainer.process.FvdSnapshotMetric;
import dev.kymo.trainer.process.TrainBench;
import dev.kymo.trainer.process.TrainingParts;
import dev.kymo.trainer.run.DiskSpace;
import dev.kymo.trainer.run.MachineOptions;
import dev.kymo.trainer.run.Preset;
import dev.kymo.trainer.run.TrainingOptions;
import dev.kymo.trainer.run.TrainingPrecision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Measures training with the engine of this machine, on toy clips in a temporary folder. */
public final class EngineTrainBench implements TrainBenchWork {
  private static final int CLIPS = 64;
  private static final int WIDTH = 64;
  private static final int BATCH = 16;

  private final EngineSetup setup;
  private final List<Integer> widths;
  private final int batch;

  /** A bench with an engine that is set up like this. */
  public EngineTrainBench(EngineSetup setup) {
    this(setup, WIDTH, BATCH);
  }

  /** With other networks where no preset is asked for. */
  EngineTrainBench(EngineSetup setup, int width, int batch) {
    this.setup = setup;
    this.widths = Collections.nCopies(5, width);
    this.batch = batch;
  }

  @Override
  public TrainBench.Figures measure(
      Optional<Preset> preset,
      TrainingPrecision precision,
      DeviceChoice device,
      int steps,
      BooleanSupplier cancelled)
      throws Exception {
    Path folder = Files.createTempDirectory("kymo-bench");
    try {
      Path data = folder.resolve("toy");
      new ToyDatasetWriter(
              new ToyClips(0),
              new FrameEncoder(FrameEncoder.Format.PNG, 95),
              Runtime.getRuntime().availableProcessors())
          .write(data, CLIPS, WorkProgress.NONE, cancelled);
      TrainingParts parts =
          new TrainingParts(
              new EngineDevices(setup),
              new FileDataset(folder),
              new EngineFactory(),
              new FvdSnapshotMetric(setup, folder, EngineTrainBench::refuse),
              DiskSpace.REAL);
      TrainingOptions options = options(preset, data.toString(), precision, device);
      return new TrainBench(parts).measure(options, steps, cancelled);
    } finally {
      delete(folder);
    }
  }

  private static Footage refuse(Path file) throws FileException {
    throw new FileException(file + " is not read by a benchmark.");
  }

  private TrainingOptions options(
      Optional<Preset> preset, String data, TrainingPrecision precision, DeviceChoice device) {
    TrainingOptions options =
        preset
            .orElse(Preset.TOY_64)
            .options(data)
            .withMachine(new MachineOptions(List.of(device.toString()), precision, 0, 0));
    return preset.isPresent()
        ? options
        : options
            .withModel(options.model().withWidths(widths))
            .withLoss(options.loss().withBatches(batch, batch));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
