package dev.kymo.studio.cli.toy;

import dev.kymo.inference.checkpoint.Checkpoint;
import dev.kymo.inference.checkpoint.CheckpointReader;
import dev.kymo.inference.device.DeviceChoice;
import dev.kymo.inference.device.EngineSetup;
import dev.kymo.inference.frame.FrameRenderer;
import dev.kymo.inference.session.EngineSession;
import dev.kymo.studio.cli.console.UserError;
import dev.kymo.studio.engine.Demo;
import dev.kymo.studio.engine.DemoFiles;
import dev.kymo.trainer.metric.toy.ToyEvaluation;
import dev.kymo.trainer.metric.toy.ToyModel;
import dev.kymo.trainer.metric.toy.ToyPlan;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Judges models with the engine. */
public final class EngineToyWork implements ToyWork {
  private final EngineSetup setup;
  private final Path cache;

  /**
   * Work on this machine.
   *
   * @param setup chooses library and device
   * @param cache a folder for what can be made again
   */
  public EngineToyWork(EngineSetup setup, Path cache) {
    this.setup = setup;
    this.cache = cache;
  }

  @Override
  public Outcome judge(
      Optional<Path> file,
      ToyPlan plan,
      DeviceChoice device,
      ToyEvaluation.Progress progress,
      BooleanSupplier cancelled)
      throws Exception {
    Path path = file.isPresent() ? file.get() : new DemoFiles(cache).checkpoint(Demo.SHAPES);
    Checkpoint checkpoint = CheckpointReader.read(path);
    try (EngineSession session = EngineSession.start(setup, device, cache);
        FrameRenderer renderer = session.load(checkpoint, Optional.empty())) {
      ToyEvaluation evaluation = evaluation(renderer, plan);
      return new Outcome(
          path.getFileName().toString(), renderer.info(), evaluation.run(progress, cancelled));
    }
  }

  private static ToyEvaluation evaluation(FrameRenderer renderer, ToyPlan plan) throws UserError {
    try {
      return new ToyEvaluation(ToyModel.of(renderer), plan);
    } catch (IllegalArgumentException e) {
      throw new UserError(e.getMessage(), e);
    }
  }
}
