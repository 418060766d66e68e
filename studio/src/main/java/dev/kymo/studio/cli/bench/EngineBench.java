package dev.kymo.studio.cli.bench;

import dev.kymo.inference.checkpoint.Checkpoint;
import dev.kymo.inference.checkpoint.CheckpointReader;
import dev.kymo.inference.checkpoint.GeneratorSpec;
import dev.kymo.inference.device.DeviceChoice;
import dev.kymo.inference.device.EngineSetup;
import dev.kymo.inference.frame.FrameRenderer;
import dev.kymo.inference.kernel.Precision;
import dev.kymo.inference.session.EngineSession;
import dev.kymo.studio.engine.Demo;
import dev.kymo.studio.engine.DemoFiles;
import java.nio.file.Path;
import java.util.Optional;

/** Loads what is measured into the engine. */
public final class EngineBench implements BenchEngine {
  private final EngineSetup setup;
  private final Path cache;

  /**
   * A bench on this machine.
   *
   * @param setup chooses library and device
   * @param cache a folder for what can be made again
   */
  public EngineBench(EngineSetup setup, Path cache) {
    this.setup = setup;
    this.cache = cache;
  }

  @Override
  public BenchSubject open(Subject subject, Optional<Precision> precision, DeviceChoice device)
      throws Exception {
    EngineSession session = EngineSession.start(setup, device, cache);
    try {
      return load(session, subject, precision);
    } catch (Exception e) {
      session.close();
      throw e;
    }
  }

  private BenchSubject load(EngineSession session, Subject subject, Optional<Precision> precision)
      throws Exception {
    if (subject instanceof Subject.Published published) {
      FrameRenderer renderer = session.loadUntrained(published.size(), precision);
      return new RendererSubject(title("published", renderer.spec()), session, renderer);
    }
    Path file =
        subject instanceof Subject.File named
            ? named.path()
            : new DemoFiles(cache).checkpoint(Demo.SHAPES);
    Checkpoint checkpoint = CheckpointReader.read(file);
    String name = subject instanceof Subject.File ? file.getFileName().toString() : "demo";
    return new RendererSubject(
        title(name, checkpoint.spec()), session, session.load(checkpoint, precision));
  }

  private static String title(String name, GeneratorSpec spec) {
    return "%s, %d x %d".formatted(name, spec.imageSize(), spec.imageSize());
  }
}
