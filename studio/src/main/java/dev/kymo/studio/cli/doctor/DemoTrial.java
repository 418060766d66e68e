package dev.kymo.studio.cli.doctor;

import dev.kymo.inference.checkpoint.Checkpoint;
import dev.kymo.inference.checkpoint.CheckpointReader;
import dev.kymo.inference.device.EngineDecision;
import dev.kymo.inference.frame.FrameOutcome;
import dev.kymo.inference.frame.FrameRenderer;
import dev.kymo.inference.frame.FrameRequest;
import dev.kymo.inference.frame.Scene;
import dev.kymo.inference.motion.BandPlan;
import dev.kymo.inference.motion.LatentCode;
import dev.kymo.inference.motion.MotionEdit;
import dev.kymo.inference.motion.NoiseCode;
import dev.kymo.inference.session.EngineSession;
import dev.kymo.studio.cli.console.UserError;
import dev.kymo.studio.engine.Demo;
import dev.kymo.studio.engine.DemoFiles;
import java.nio.file.Path;
import java.util.Optional;

/** Draws a frame of the demo. */
public final class DemoTrial implements EngineTrial {
  private final Path cache;

  /** A trial that keeps what can be made again in this folder. */
  public DemoTrial(Path cache) {
    this.cache = cache;
  }

  @Override
  public Result run(EngineDecision decision) throws Exception {
    Checkpoint demo = CheckpointReader.read(new DemoFiles(cache).checkpoint(Demo.SHAPES));
    try (EngineSession session = EngineSession.start(decision, cache);
        FrameRenderer renderer = session.load(demo, Optional.empty())) {
      LatentCode code = LatentCode.seed(0);
      Scene scene =
          new Scene(
              demo.id(), code, new NoiseCode.Seeded(0), MotionEdit.trained(BandPlan.WHOLE, code));
      if (renderer.draw(new FrameRequest(scene, 0)) instanceof FrameOutcome.Failed failed) {
        throw new UserError(failed.reason());
      }
      return new Result(session.engineName(), session.libraryFolder(), renderer.info());
    }
  }
}
