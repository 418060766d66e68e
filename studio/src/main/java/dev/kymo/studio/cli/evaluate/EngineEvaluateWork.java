package dev.kymo.studio.cli.evaluate;

import dev.kymo.inference.checkpoint.Checkpoint;
import dev.kymo.inference.checkpoint.CheckpointReader;
import dev.kymo.inference.device.EngineSetup;
import dev.kymo.inference.footage.Footage;
import dev.kymo.inference.frame.FrameRenderer;
import dev.kymo.inference.session.EngineSession;
import dev.kymo.trainer.metric.fvd.FvdEvaluation;
import dev.kymo.trainer.metric.fvd.FvdReport;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Compares with the engine. */
public final class EngineEvaluateWork implements EvaluateWork {
  private final EngineSetup setup;
  private final Path cache;
  private final Footage.Opener videos;

  /**
   * Work on this machine.
   *
   * @param setup chooses library and device
   * @param cache a folder for what can be made again
   * @param videos opens the videos of a dataset
   */
  public EngineEvaluateWork(EngineSetup setup, Path cache, Footage.Opener videos) {
    this.setup = setup;
    this.cache = cache;
    this.videos = videos;
  }

  @Override
  public FvdReport evaluate(
      Request request, FvdEvaluation.Progress progress, BooleanSupplier cancelled)
      throws Exception {
    FvdEvaluation evaluation =
        new FvdEvaluation(
            request.metric(),
            request.clips(),
            request.seed(),
            Runtime.getRuntime().availableProcessors(),
            videos,
            cache);
    if (request.generated() instanceof Generated.Folder folder) {
      try (EngineSession session = EngineSession.start(setup, request.device(), cache)) {
        return evaluation.ofFolder(
            session, request.detector(), request.real(), folder.path(), progress, cancelled);
      }
    }
    Path file = ((Generated.Model) request.generated()).checkpoint();
    Checkpoint checkpoint = CheckpointReader.read(file);
    try (EngineSession session = EngineSession.start(setup, request.device(), cache);
        FrameRenderer renderer = session.load(checkpoint, Optional.empty())) {
      return evaluation.ofModel(
          session, request.detector(), request.real(), renderer, progress, cancelled);
    }
  }
}
