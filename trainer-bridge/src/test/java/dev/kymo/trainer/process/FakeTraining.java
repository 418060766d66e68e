package dev.kymo.trainer.process;

import dev.kymo.inference.checkpoint.CheckpointState;
import dev.kymo.inference.file.FileException;
import dev.kymo.inference.tensor.HostTensor;
import dev.kymo.trainer.dataset.RealBatch;
import dev.kymo.trainer.dataset.RealBatches;
import dev.kymo.trainer.run.DiskSpace;
import dev.kymo.trainer.run.MetricOptions;
import dev.kymo.trainer.run.Runs;
import dev.kymo.trainer.run.TrainingOptions;
import dev.kymo.trainer.training.StepReport;
import dev.kymo.trainer.training.Training;
import dev.kymo.trainer.training.TrainingException;
import dev.kymo.trainer.training.TrainingException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/** Counts steps; its state is as large as a real one. */
final class FakeTraining implements Training {
  /** What a step of a test does before it counts. */
  @FunctionalInterface
  interface Step {
    void at(long step, TrainingOptions options) throws TrainingException, InterruptedException;
  }

  private final TrainingOptions options;
  private final Step work;
  private long step;

  private FakeTraining(TrainingOptions options, long step, Step work) {
    this.options = options;
    this.step = step;
    this.work = work;
  }

  /** Parts of a run without an engine. */
  static TrainingParts parts(Step work) {
    return new TrainingParts(
        machine -> new Devices(List.of(), "no device"),
        (options, progress, cancelled) ->
            new DatasetOpener.Opened(new NoBatches(), "abc", "3 videos"),
        factory(work),
        new FakeMetric(),
        DiskSpace.REAL);
  }

  /** Judges a snapshot by its step, the lower the later; fails at step 40. */
  static final class FakeMetric implements SnapshotMetric {
    @Override
    public void check(MetricOptions metric) throws FileException {
      if (!metric.name().startsWith("fake")) {
        throw new FileException("The metric is unknown: " + metric.name() + ".");
      }
    }

    @Override
    public double measure(
        TrainingOptions options, MetricOptions metric, Path snapshot, BooleanSupplier cancelled)
        throws IOException {
      String step = snapshot.getFileName().toString().replaceAll("\\D", "");
      if (Long.parseLong(step) == 40) {
        throw new IOException("The detector has no picture of it.");
      }
      return 1000.0 / Long.parseLong(step) * (Files.size(snapshot) > 0 ? 1 : 0);
    }
  }

  static TrainingFactory factory(Step work) {
    return (options, devices, batches, from) -> {
      OptionalLong step = OptionalLong.empty();
      if (from.isPresent() && from.get().full()) {
        step = from.get().step();
      }
      return new TrainingFactory.Created(new FakeTraining(options, step.orElse(0), work), "fp32");
    };
  }

  /** Nothing asks for them. */
  static final class NoBatches implements RealBatches {
    @Override
    public RealBatch take(long step) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long waitedNanos() {
      return 0;
    }

    @Override
    public void close() {}
  }

  @Override
  public long step() {
    return step;
  }

  @Override
  public StepReport advance() throws TrainingException, InterruptedException {
    work.at(step, options);
    step++;
    Map<String, Double> losses = new LinkedHashMap<>(Map.of("generator", 1.0 / step));
    if (step % options.loss().r1Every() == 0) {
      losses.put("image_r1", 0.5);
    }
    return new StepReport(step, losses, Map.of("data", 0.001, "total", 0.01));
  }

  @Override
  public CheckpointState fullState() throws TrainingException {
    try {
      return Runs.state(step);
    } catch (IOException e) {
      throw new TrainingException(Reason.DEVICE, "no state", e);
    }
  }

  @Override
  public Map<String, HostTensor> averagedGenerator() throws TrainingException {
    try {
      return Runs.published().generator();
    } catch (IOException e) {
      throw new TrainingException(Reason.DEVICE, "no state", e);
    }
  }

  @Override
  public float[] frequencies() {
    return new float[] {-1, 2, 3};
  }

  @Override
  public float[] phases() {
    return new float[] {0, 0.5f, 1};
  }

  @Override
  public long deviceMemory() {
    return 0;
  }

  @Override
  public void close() {}
}
