package dev.kymo.e2e;

import dev.kymo.studio.app.RunsParts;
import dev.kymo.studio.runs.Trainer;
import dev.kymo.studio.view.runs.PlacePicker;
import dev.kymo.trainer.run.RunDirectory;
import dev.kymo.trainer.run.TrainingOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** For studios that are opened to edit: no runs, and none can be started. */
public final class NoTraining implements Trainer, PlacePicker {

  /** What a studio needs for its runs, which are looked for in a folder of the test's. */
  public static RunsParts in(Path folder) {
    NoTraining none = new NoTraining();
    return new RunsParts(
        none,
        run -> {
          throw new IOException("There is no trash in this test.");
        },
        window -> none,
        folder);
  }

  @Override
  public void start(RunDirectory run) {
    throw new IllegalStateException("Nothing is trained in this test.");
  }

  @Override
  public Measurement measure(TrainingOptions options, BooleanSupplier cancelled) {
    throw new IllegalStateException("Nothing is trained in this test.");
  }

  @Override
  public List<Device> devices() {
    return List.of(new Device("cpu", "CPU", 0));
  }

  @Override
  public Optional<Path> pickFolder(String title) {
    return Optional.empty();
  }

  @Override
  public Optional<Path> pickFile(String title) {
    return Optional.empty();
  }
}
