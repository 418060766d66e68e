package dev.kymo.studio;

import dev.kymo.studio.runs.Trainer;
import dev.kymo.trainer.run.RunDirectory;
import dev.kymo.trainer.run.RunState;
import dev.kymo.trainer.run.TrainingOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

/** Starts nothing: a run that it is given looks as if it were being trained. */
public final class SyntheticTrainer implements Trainer {

  private final List<Path> started = new CopyOnWriteArrayList<>();

  /** What was started. */
  public List<Path> started() {
    return started;
  }

  @Override
  public void start(RunDirectory run) throws IOException {
    SyntheticRuns.status(run, RunState.RUNNING, "", 10, run.options().schedule().steps());
    started.add(run.root());
  }

  @Override
  public Measurement measure(TrainingOptions options, BooleanSupplier cancelled)
      throws IOException {
    if (options.loss().imageBatch() > 64) {
      throw new IOException("CPU has too little memory; image batch 32 and video batch 32 fit.");
    }
    return new Measurement(
        "CPU \u00b7 2 threads", "bf16", 0.25, 5_000, 1_200_000_000L, 0, 380_000_000L, 12);
  }

  @Override
  public List<Device> devices() {
    return List.of(
        new Device("cuda:0", "H200", 151_000_000_000L),
        new Device("cpu", "CPU \u00b7 2", 16L << 30));
  }
}
