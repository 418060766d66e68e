package dev.kymo.studio.app;

import dev.kymo.inference.device.EngineSetup;
import dev.kymo.studio.SyntheticParts;
import dev.kymo.studio.cli.Kymo;
import dev.kymo.studio.engine.EngineModelOpener;
import dev.kymo.studio.engine.EngineTrainer;
import dev.kymo.studio.view.wizard.OptionField;
import dev.kymo.studio.view.wizard.WizardViewModel;
import dev.kymo.trainer.process.EngineDevices;
import dev.kymo.trainer.process.EngineFactory;
import dev.kymo.trainer.process.FileDataset;
import dev.kymo.trainer.process.FvdSnapshotMetric;
import dev.kymo.trainer.process.TrainingParts;
import dev.kymo.trainer.run.DiskSpace;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A studio that really trains, and the smallest run that shows everything. */
final class RealTraining {

  final EngineModelOpener opener;
  final StudioApp app;

  RealTraining(Path folder) {
    EngineSetup setup = EngineSetup.onThisMachine();
    StudioParts parts = new SyntheticParts(folder, 32, 0).parts();
    TrainingParts training =
        new TrainingParts(
            new EngineDevices(setup),
            new FileDataset(folder.resolve("frames")),
            new EngineFactory(),
            new FvdSnapshotMetric(setup, folder.resolve("cache"), parts.footage().opener()),
            DiskSpace.REAL);
    opener = new EngineModelOpener(setup, folder.resolve("cache"));
    app =
        new StudioApp(
            new StudioParts(
                opener,
                parts.exporter(),
                parts.demos(),
                parts.settings(),
                parts.picker(),
                parts.folders(),
                parts.recovery(),
                parts.dice(),
                parts.cacheBytes(),
                new RunsParts(
                    new EngineTrainer(setup, training, Kymo.class.getName()),
                    parts.runs().trash(),
                    parts.runs().picker(),
                    folder.resolve("training")),
                parts.footage()),
            Optional.empty());
  }

  void close() {
    app.stop();
    opener.close();
  }

  /** Sets the run up and goes to the last step of the wizard; on the JavaFX thread. */
  static void setUp(WizardViewModel wizard) {
    Map.ofEntries(
            Map.entry(OptionField.CONTENT_DIM, "8"),
            Map.entry(OptionField.MOTION_DIM, "8"),
            Map.entry(OptionField.CONTENT_LAYERS, "2"),
            Map.entry(OptionField.IMAGE_BATCH, "2"),
            Map.entry(OptionField.VIDEO_BATCH, "2"),
            Map.entry(OptionField.STEPS, "100000"),
            Map.entry(OptionField.LOG_EVERY, "1"),
            Map.entry(OptionField.SAMPLE_EVERY, "10"),
            Map.entry(OptionField.LATEST_EVERY, "10"),
            Map.entry(OptionField.SAMPLE_ROWS, "1"),
            Map.entry(OptionField.PRECISION, "fp32"),
            Map.entry(OptionField.DEVICES, "cpu"),
            Map.entry(OptionField.THREADS, "1"))
        .forEach(wizard::set);
    wizard.set(OptionField.SIZE, "16");
    wizard.set(OptionField.CHANNELS, "8,8,8");
    wizard.set(OptionField.IMAGE_CHANNELS, "8,8,8");
    wizard.set(OptionField.VIDEO_CHANNELS, "8,8,8");
    wizard.stepProperty().set(WizardViewModel.STEPS - 1);
  }
}
