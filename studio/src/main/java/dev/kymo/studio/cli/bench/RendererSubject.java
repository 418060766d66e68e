package dev.kymo.studio.cli.bench;

import dev.kymo.inference.frame.FrameException;
import dev.kymo.inference.frame.FrameRenderer;
import dev.kymo.inference.frame.FrameSource.SourceInfo;
import dev.kymo.inference.frame.Scene;
import dev.kymo.inference.motion.BandPlan;
import dev.kymo.inference.motion.LatentCode;
import dev.kymo.inference.motion.MotionEdit;
import dev.kymo.inference.motion.NoiseCode;
import dev.kymo.inference.motion.TimeGrid;
import dev.kymo.inference.session.EngineSession;

/** A model that draws clips as the exporter draws them. */
final class RendererSubject implements BenchSubject {
  private static final int MOST_FRAMES = 16;

  private final String name;
  private final EngineSession session;
  private final FrameRenderer renderer;
  private final Scene scene;
  private final double[] times;
  private final double peak;

  RendererSubject(String name, EngineSession session, FrameRenderer renderer) {
    this.name = name;
    this.session = session;
    this.renderer = renderer;
    LatentCode code = LatentCode.seed(1);
    this.scene =
        new Scene(
            renderer.modelId(),
            code,
            new NoiseCode.Seeded(1),
            MotionEdit.trained(BandPlan.WHOLE, code));
    int frames = Math.min(MOST_FRAMES, renderer.batchSize());
    this.times = new TimeGrid(TimeGrid.TRAINED_FROM, TimeGrid.TRAINED_TO, frames).times();
    this.peak = session.convolutionPeak(renderer.precision());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public SourceInfo info() {
    return renderer.info();
  }

  @Override
  public int framesPerRun() {
    return times.length;
  }

  @Override
  public double operationsPerFrame() {
    return renderer.operationsPerFrame();
  }

  @Override
  public double peakOperationsPerSecond() {
    return peak;
  }

  @Override
  public void run() throws FrameException {
    renderer.drawClip(scene, times, (index, t, image) -> {}, () -> false);
  }

  @Override
  public void close() {
    renderer.close();
    session.close();
  }
}
