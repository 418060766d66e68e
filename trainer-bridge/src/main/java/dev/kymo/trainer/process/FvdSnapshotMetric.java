package dev.kymo.trainer.process;

import dev.kymo.inference.checkpoint.Checkpoint;
import dev.kymo.inference.checkpoint.CheckpointReader;
import dev.kymo.inference.device.DeviceChoice;
import dev.kymo.inference.device.EngineSetup;
import dev.kymo.inference.file.FileException;
import dev.kymo.inference.footage.Footage;
import dev.kymo.inference.frame.FrameRenderer;
import dev.kymo.inference.session.EngineSession;
import dev.kymo.trainer.metric.fvd.FvdEvaluation;
import dev.kymo.trainer.metric.fvd.FvdMetric;
import dev.kymo.trainer.run.MetricOptions;
import dev.kymo.trainer.run.TrainingOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The Fréchet video distance of snapshots, on the first device of the run. */
public final class FvdSnapshotMetric implements SnapshotMetric {
  private static final long SEED = 0;

  private final EngineSetup setup;
  private final Path cache;
  private final Footage.Opener videos;

  /**
   * A metric of this machine.
   *
   * @param cache a folder for what can be made again: statistics of the real clips
   * @param videos opens the videos of a dataset
   */
  public FvdSnapshotMetric(EngineSetup setup, Path cache, Footage.Opener videos) {
    this.setup = setup;
    this.cache = cache;
    this.videos = videos;
  }

  @Override
  public void check(MetricOptions metric) throws FileException {
    try {
      FvdMetric.parse(metric.name());
    } catch (IllegalArgumentException e) {
      throw new FileException("The metric is unknown: " + e.getMessage() + ".", e);
    }
    if (!Files.isReadable(Path.of(metric.detector()))) {
      throw new FileException(
          "The detector %s cannot be read; put it back, or train without a metric."
              .formatted(metric.detector()));
    }
  }

  @Override
  public double measure(
      TrainingOptions options, MetricOptions metric, Path snapshot, BooleanSupplier cancelled)
      throws Exception {
    int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    FvdEvaluation evaluation =
        new FvdEvaluation(
            FvdMetric.parse(metric.name()), metric.clips(), SEED, threads, videos, cache);
    Checkpoint checkpoint = CheckpointReader.read(snapshot);
    DeviceChoice device = DeviceChoice.parse(options.machine().devices().get(0));
    try (EngineSession session = EngineSession.start(setup, device, cache);
        FrameRenderer renderer = session.load(checkpoint, Optional.empty())) {
      return evaluation
          .ofModel(
              session,
              Path.of(metric.detector()),
              Path.of(options.data().source()),
              renderer,
              (what, done, total) -> {},
              cancelled)
          .distance();
    }
  }
}
