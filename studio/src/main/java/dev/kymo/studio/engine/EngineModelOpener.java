package dev.kymo.studio.engine;

import dev.kymo.inference.checkpoint.Checkpoint;
import dev.kymo.inference.checkpoint.CheckpointReader;
import dev.kymo.inference.checkpoint.GeneratorSpec;
import dev.kymo.inference.device.DeviceChoice;
import dev.kymo.inference.device.EngineSetup;
import dev.kymo.inference.device.EngineSetupException;
import dev.kymo.inference.file.FileException;
import dev.kymo.inference.file.Sha256;
import dev.kymo.inference.footage.FootageOrigin;
import dev.kymo.inference.footage.FootageOrigins;
import dev.kymo.inference.footage.LearnedBands;
import dev.kymo.inference.frame.FrameException;
import dev.kymo.inference.frame.FrameRenderer;
import dev.kymo.inference.model.MotionResponse;
import dev.kymo.inference.session.EngineSession;
import dev.kymo.studio.project.LatentShape;
import dev.kymo.studio.project.LearnedFrequencies;
import dev.kymo.studio.project.ModelInfo;
import dev.kymo.studio.project.ModelOpener;
import dev.kymo.studio.project.OpenedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens checkpoints for the studio on the best device. The engine is loaded with the first one and
 * kept; closed after the last model.
 */
public final class EngineModelOpener implements ModelOpener, AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(EngineModelOpener.class);

  /** The folder of a run that holds them. */
  private static final String CHECKPOINTS = "checkpoints";

  /** Checkpoints of a run; one that has learned a clip is better called like the clip. */
  private static final Pattern NAMED_BY_A_RUN =
      Pattern.compile("(generator|full)-\\d+|latest|previous");

  private final EngineSetup setup;
  private final Path cache;
  private EngineSession session;
  private Optional<Ahead> ahead = Optional.empty();

  /**
   * An opener that has loaded nothing yet.
   *
   * @param setup chooses library and device
   * @param cache a folder for what can be made again
   */
  public EngineModelOpener(EngineSetup setup, Path cache) {
    this.setup = setup;
    this.cache = cache;
  }

  /** A model that is opened before anybody asks for it. */
  private record Ahead(Path file, FutureTask<OpenedModel> model) {}

  @Override
  public OpenedModel open(Path file, Progress progress) throws IOException, FrameException {
    Optional<Ahead> begun = takeAhead();
    if (begun.isPresent()) {
      progress.report(-1, "Loading " + file.getFileName());
      Optional<OpenedModel> model = result(begun.get());
      if (model.isPresent() && begun.get().file().equals(file)) {
        return model.get();
      }
      model.ifPresent(OpenedModel::close);
    }
    return openNow(file, progress);
  }

  private OpenedModel openNow(Path file, Progress progress) throws IOException, FrameException {
    progress.report(-1, "Reading " + file.getFileName());
    Checkpoint checkpoint = CheckpointReader.read(file);
    List<FootageOrigin> footage = footage(checkpoint);
    progress.report(-1, "Starting the engine");
    EngineSession engine = engine();
    progress.report(-1, "Loading " + file.getFileName());
    FrameRenderer renderer = engine.load(checkpoint, Optional.empty());
    return new Model(info(checkpoint, renderer, footage), renderer);
  }

  @Override
  public String id(Path file) throws IOException {
    return Sha256.of(file);
  }

  /**
   * Loads the engine, and the checkpoint that will be asked for first if one is known, beside the
   * interface. Returns at once. What fails is told when a checkpoint is opened.
   */
  public void openAhead(Optional<Path> file) {
    FutureTask<OpenedModel> model =
        new FutureTask<>(
            () -> {
              // While its library loads, no other thread can load or bind any.
              engine();
              return openNow(file.orElseThrow(), (fraction, message) -> {});
            });
    Runnable work = file.isPresent() ? model : this::warmUp;
    synchronized (this) {
      ahead = file.map(path -> new Ahead(path, model));
    }
    Thread thread = new Thread(work, "kymo-engine");
    thread.setDaemon(true);
    thread.start();
  }

  private void warmUp() {
    try {
      engine();
    } catch (FrameException e) {
      LOGGER.debug("the engine could not be loaded ahead", e);
    }
  }

  private synchronized Optional<Ahead> takeAhead() {
    Optional<Ahead> taken = ahead;
    ahead = Optional.empty();
    return taken;
  }

  /** Nothing when it failed: then opening it again tells why. */
  private static Optional<OpenedModel> result(Ahead begun) {
    try {
      return Optional.of(begun.model().get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while a checkpoint was opened");
    } catch (ExecutionException e) {
      LOGGER.debug("{} could not be opened ahead", begun.file(), e);
      return Optional.empty();
    }
  }

  private synchronized EngineSession engine() throws FrameException {
    if (session == null) {
      try {
        session = EngineSession.start(setup, DeviceChoice.AUTO, cache);
      } catch (EngineSetupException e) {
        throw new FrameException(e.getMessage(), e);
      }
    }
    return session;
  }

  private static List<FootageOrigin> footage(Checkpoint checkpoint) throws FileException {
    try {
      return FootageOrigins.read(checkpoint.options());
    } catch (IllegalArgumentException e) {
      throw new FileException(checkpoint.source() + " cannot be opened: " + e.getMessage(), e);
    }
  }

  private static ModelInfo info(
      Checkpoint checkpoint, FrameRenderer renderer, List<FootageOrigin> footage) {
    String name = stem(checkpoint.source().getFileName().toString());
    return new ModelInfo(
        checkpoint.id(),
        NAMED_BY_A_RUN.matcher(name).matches() ? betterName(checkpoint, footage) : name,
        checkpoint.source(),
        checkpoint.spec().imageSize(),
        new LearnedFrequencies(renderer.frequencies(), renderer.phases()),
        MotionResponse.of(checkpoint.spec(), checkpoint.generator())::under,
        checkpoint.spec().videoLength(),
        checkpoint.step(),
        latents(checkpoint.spec()),
        footage.isEmpty()
            ? Optional.empty()
            : LearnedBands.read(
                checkpoint.options(), footage.get(0), checkpoint.spec().videoLength()),
        footage);
  }

  /** One of many of a run is called like what it has learned, or like the run. */
  private static String betterName(Checkpoint checkpoint, List<FootageOrigin> footage) {
    if (!footage.isEmpty()) {
      return stem(footage.get(0).name());
    }
    Path folder = checkpoint.source().toAbsolutePath().normalize().getParent();
    boolean inRun = folder.endsWith(CHECKPOINTS) && folder.getParent().getFileName() != null;
    return inRun
        ? folder.getParent().getFileName().toString()
        : stem(checkpoint.source().getFileName().toString());
  }

  private static String stem(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  private static LatentShape latents(GeneratorSpec spec) {
    return new LatentShape(
        spec.contentDim(),
        spec.motionDim(),
        IntStream.range(0, spec.styledLayers()).mapToObj(spec::layerResolution).toList());
  }

  private record Model(ModelInfo info, FrameRenderer frames) implements OpenedModel {
    @Override
    public void close() {
      frames.close();
    }
  }

  /** Frees the engine; every model that was handed out is to be closed before. */
  @Override
  public void close() {
    takeAhead().flatMap(EngineModelOpener::result).ifPresent(OpenedModel::close);
    closeSession();
  }

  private synchronized void closeSession() {
    if (session != null) {
      session.close();
      session = null;
    }
  }
}
