package dev.kymo.trainer.process;

import dev.kymo.inference.checkpoint.Checkpoint;
import dev.kymo.inference.checkpoint.CheckpointReader;
import dev.kymo.inference.checkpoint.CheckpointState;
import dev.kymo.inference.device.EngineSetupException;
import dev.kymo.inference.file.FileException;
import dev.kymo.inference.tensor.StoredTensor;
import dev.kymo.trainer.dataset.DatasetException;
import dev.kymo.trainer.dataset.TrainingData;
import dev.kymo.trainer.run.CheckpointStore;
import dev.kymo.trainer.run.ScheduleOptions;
import dev.kymo.trainer.run.TrainingOptions;
import dev.kymo.trainer.training.StepReport;
import dev.kymo.trainer.training.Training;
import dev.kymo.trainer.training.TrainingException;
import dev.kymo.trainer.training.TrainingException.Reason;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Checks a run without making it: opens everything, does a few real steps, and reckons. */
public final class DryRun {
  private static final int MOST_STEPS = 40;
  private static final int FEWEST_STEPS = 3;
  private static final double ENOUGH_SECONDS = 20;

  private final TrainingParts parts;

  /** A dry run on these parts. */
  public DryRun(TrainingParts parts) {
    this.parts = parts;
  }

  /**
   * What a run will take.
   *
   * @param device for people
   * @param precision of the convolutions
   * @param dataset for people
   * @param secondsPerStep on average, penalty steps counted by their share
   * @param kimgPerHour thousands of images in an hour
   * @param hostMemory most resident bytes
   * @param deviceMemory bytes on the devices; 0 where it is the host's
   * @param runSeconds for the whole run, without samples and saves
   * @param diskBytes that its checkpoints take at most
   * @param steps that were timed
   */
  public record Report(
      String device,
      String precision,
      String dataset,
      double secondsPerStep,
      double kimgPerHour,
      long hostMemory,
      long deviceMemory,
      double runSeconds,
      long diskBytes,
      int steps) {}

  /** Is told how far a dry run is. */
  public interface Progress {
    /** For one that nobody watches. */
    Progress NONE =
        new Progress() {
          @Override
          public void reading(long frames, long total) {
            // Nobody watches.
          }

          @Override
          public void preparing() {
            // Nobody watches.
          }

          @Override
          public void step(int number, double part) {
            // Nobody watches.
          }
        };

    /** So many frames of the dataset are read. */
    void reading(long frames, long total);

    /** The networks are made, and their precision is measured. */
    void preparing();

    /**
     * A step begins.
     *
     * @param number from 1; the first also prepares everything
     * @param part of all steps that is done, [0, 1]
     */
    void step(int number, double part);
  }

  /**
   * Does it.
   *
   * @param progress told how far it is
   * @param cancelled asked between steps; true ends with what is known
   * @throws RunRefusedException with a sentence, when the run could not start
   */
  public Report report(TrainingOptions options, Progress progress, BooleanSupplier cancelled)
      throws FileException,
          DatasetException,
          EngineSetupException,
          RunRefusedException,
          InterruptedException {
    Optional<CheckpointState> from = Optional.empty();
    if (options.startFrom().isPresent()) {
      Checkpoint given = CheckpointReader.read(Path.of(options.startFrom().get()));
      RunStart.checkFits(given, options);
      from = Optional.of(given.state());
    }
    if (options.schedule().metric().isPresent()) {
      parts.metric().check(options.schedule().metric().get());
    }
    try (Devices devices = parts.devices().open(options.machine())) {
      DatasetOpener.Opened opened = parts.dataset().open(options, progress::reading, cancelled);
      progress.preparing();
      try (TrainingData data = opened.data()) {
        TrainingFactory.Created created =
            parts.factory().create(options, devices.computes(), data, from);
        try (Training training = created.training()) {
          return timed(
              options, devices, opened, training, created.precision(), progress, cancelled);
        }
      } catch (TrainingException e) {
        throw new RunRefusedException(
            e.reason() == Reason.OUT_OF_MEMORY
                ? new FittingBatch(parts, devices, new StopRequest()).sentence(options, e)
                : e.getMessage(),
            e);
      }
    }
  }

  private static Report timed(
      TrainingOptions options,
      Devices devices,
      DatasetOpener.Opened opened,
      Training training,
      String precision,
      Progress progress,
      BooleanSupplier cancelled)
      throws TrainingException, InterruptedException {
    long first = training.step();
    // Loads, measures and allocates; not what later steps cost.
    progress.step(1, 0);
    training.advance();
    Mean plain = new Mean();
    Mean penalty = new Mean();
    long start = System.nanoTime();
    for (int i = 0; i < MOST_STEPS && !cancelled.getAsBoolean(); i++) {
      if (i >= FEWEST_STEPS && (System.nanoTime() - start) / 1e9 > ENOUGH_SECONDS) {
        break;
      }
      long before = System.nanoTime();
      progress.step(i + 2, part(i, (before - start) / 1e9));
      StepReport report = training.advance();
      boolean penalised = report.losses().keySet().stream().anyMatch(n -> n.endsWith("_r1"));
      (penalised ? penalty : plain).add((System.nanoTime() - before) / 1e9);
    }
    int every = options.loss().r1Every();
    double step =
        plain.count == 0 || penalty.count == 0
            ? Math.max(plain.value(), penalty.value())
            : (plain.value() * (every - 1) + penalty.value()) / every;
    step *= training.laterCost();
    CheckpointState state = training.fullState();
    return new Report(
        devices.name(),
        precision,
        opened.summary(),
        step,
        step > 0 ? options.imagesPerStep() / step * 3.6 : 0,
        HostMemory.peak(),
        training.deviceMemory(),
        step * (options.schedule().steps() - first),
        disk(options.schedule(), first, CheckpointStore.bytes(state), generatorBytes(state)),
        plain.count + penalty.count);
  }

  /** The few steps that there are at least may take longer than is enough. */
  private static double part(int done, double seconds) {
    double few = (double) done / FEWEST_STEPS;
    return Math.min(few, Math.max((double) done / MOST_STEPS, seconds / ENOUGH_SECONDS));
  }

  private static long generatorBytes(CheckpointState state) {
    return state.tensors("g_ema").values().stream().mapToLong(StoredTensor::bytes).sum();
  }

  /** Latest, the one before and one on its way, and what is kept of the numbered ones. */
  private static long disk(ScheduleOptions schedule, long first, long full, long generator) {
    long rest = schedule.steps() - first;
    long fulls = rest / schedule.fullEvery();
    long generators = rest / schedule.generatorEvery();
    if (schedule.keepLast() > 0) {
      fulls = Math.min(fulls, schedule.keepLast());
      generators = Math.min(generators, schedule.keepLast() + (long) schedule.keepBest());
    }
    return full * (3 + fulls) + generator * generators;
  }

  private static final class Mean {
    private double sum;
    private int count;

    void add(double value) {
      sum += value;
      count++;
    }

    double value() {
      return count == 0 ? 0 : sum / count;
    }
  }
}
