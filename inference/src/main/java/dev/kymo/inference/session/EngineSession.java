package dev.kymo.inference.session;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import dev.kymo.inference.checkpoint.Checkpoint;
import dev.kymo.inference.checkpoint.GeneratorSpec;
import dev.kymo.inference.device.DeviceChoice;
import dev.kymo.inference.device.EngineDecision;
import dev.kymo.inference.device.EngineSetup;
import dev.kymo.inference.device.EngineSetupException;
import dev.kymo.inference.device.LocalHost;
import dev.kymo.inference.device.MachineProbe;
import dev.kymo.inference.file.FileException;
import dev.kymo.inference.frame.FrameException;
import dev.kymo.inference.frame.FrameRenderer;
import dev.kymo.inference.frame.ModelLoader;
import dev.kymo.inference.kernel.Compute;
import dev.kymo.inference.kernel.ConvolutionPeak;
import dev.kymo.inference.kernel.Precision;
import dev.kymo.inference.kernel.ScriptModule;
import dev.kymo.inference.model.InitialWeights;
import dev.kymo.inference.model.PrecisionMemory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The engine, loaded on one device. Opening it takes about a second and loads native libraries; it
 * is done once, off the interface's thread. Renderers that it loads are closed before it is.
 */
public final class EngineSession implements AutoCloseable {
  private static final String ENGINE = "PyTorch";

  private final EngineDecision decision;
  private final Compute compute;
  private final String deviceName;
  private final ModelLoader loader;

  private EngineSession(EngineDecision decision, Compute compute, PrecisionMemory memory) {
    this.decision = decision;
    this.compute = compute;
    this.deviceName = name(decision, compute);
    this.loader = new ModelLoader(compute, deviceName, machine(), memory);
  }

  /**
   * Decides on library and device, loads the engine and the kernels. A few seconds the first time
   * on a machine, when the library is unpacked.
   *
   * @param setup the machine's
   * @param choice the device asked for
   * @param cache a folder for what can be made again: measured precisions
   * @throws EngineSetupException when the device cannot be used; the message says why and what to
   *     do
   */
  public static EngineSession start(EngineSetup setup, DeviceChoice choice, Path cache)
      throws EngineSetupException {
    return start(setup.prepare(choice), cache);
  }

  /**
   * Loads the engine as it was set up.
   *
   * @param decision what {@link EngineSetup#prepare} decided and applied
   * @throws EngineSetupException as {@link #start(EngineSetup, DeviceChoice, Path)}
   */
  public static EngineSession start(EngineDecision decision, Path cache)
      throws EngineSetupException {
    try {
      Device device = decision.cuda() ? Device.gpu(decision.index()) : Device.cpu();
      checkPresent(device);
      return new EngineSession(decision, Compute.open(device), memory(cache));
    } catch (EngineException | LinkageError e) {
      throw new EngineSetupException(
          "The engine could not be started on %s: %s".formatted(decision.device(), reason(e)));
    }
  }

  /**
   * Puts a number on the device. DJL would count devices by a CUDA runtime of the system, which a
   * machine with no more than a driver does not have: libtorch brings its own.
   */
  private static void checkPresent(Device device) {
    if (device.isGpu()) {
      try (NDManager manager = Engine.getEngine(ENGINE).newBaseManager(device)) {
        manager.create(1f);
      }
    }
  }

  /** The telling part of what the engine throws: the first line of the innermost cause. */
  private static String reason(Throwable error) {
    Throwable innermost = error;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    String message = String.valueOf(innermost.getMessage());
    return message.isBlank()
        ? innermost.getClass().getSimpleName()
        : message.lines().findFirst().orElseThrow();
  }

  private static String name(EngineDecision decision, Compute compute) {
    if (decision.cuda()) {
      return "CUDA "
          + decision.index()
          + decision.gpu().map(gpu -> " \u00b7 " + gpu.name()).orElse("");
    }
    int threads = compute.threads();
    return "CPU \u00b7 " + threads + (threads == 1 ? " thread" : " threads");
  }

  /** What may answer otherwise how fast a precision is. */
  private String machine() {
    String processor = new MachineProbe(new LocalHost()).processor();
    return String.join(" ", deviceName, processor, engineName());
  }

  /** Which library and device are used, and why. */
  public EngineDecision decision() {
    return decision;
  }

  /** For people: "CPU · 2 threads", "CUDA 0 · NVIDIA H200". */
  public String deviceName() {
    return deviceName;
  }

  /** The engine and its versions: "PyTorch 2.7.1, DJL 0.35.1". */
  public String engineName() {
    Engine engine = Engine.getEngine(ENGINE);
    return "%s %s, DJL %s"
        .formatted(engine.getEngineName(), engine.getVersion(), Engine.getDjlVersion());
  }

  /** The folder of the library that was loaded. */
  public String libraryFolder() {
    return compute.libraryFolder();
  }

  /**
   * Loads a checkpoint, ready to draw.
   *
   * @param precision the one asked for, or nothing to measure and choose
   * @return a renderer that the caller closes
   * @throws FrameException when the engine cannot load it; the message is a sentence for the user
   */
  public FrameRenderer load(Checkpoint checkpoint, Optional<Precision> precision)
      throws FrameException {
    return loader.load(
        new ModelLoader.Model(
            checkpoint.source().getFileName().toString(),
            checkpoint.id(),
            checkpoint.spec(),
            checkpoint.generator()),
        precision);
  }

  /**
   * Loads a generator of the published widths with initial weights, for measuring.
   *
   * @param imageSize S, 16 to 1024
   * @return a renderer that the caller closes
   */
  public FrameRenderer loadUntrained(int imageSize, Optional<Precision> precision)
      throws FrameException {
    GeneratorSpec spec = InitialWeights.published(imageSize);
    String name = "published-" + imageSize;
    return loader.load(
        new ModelLoader.Model(name, name, spec, InitialWeights.of(spec, 0)), precision);
  }

  /**
   * Loads a TorchScript module of the user's.
   *
   * @return a module that the caller closes
   * @throws IOException when the file cannot be read
   * @throws IllegalArgumentException when it cannot be loaded; the message is a clause that says
   *     why
   */
  public ScriptModule loadScript(Path file) throws IOException {
    return ScriptModule.load(compute, file);
  }

  /**
   * Forgets which precisions were chosen on any machine with this cache, so that they are measured
   * again.
   *
   * @throws FileException with a sentence, when the cache cannot be changed
   */
  public static void forgetPrecisions(Path cache) throws FileException {
    memory(cache).forget();
  }

  private static PrecisionMemory memory(Path cache) {
    return new PrecisionMemory(cache.resolve("precision.properties"));
  }

  /** Operations a second of a large convolution on this device, measured now. */
  public double convolutionPeak(Precision precision) {
    return ConvolutionPeak.measure(compute, precision);
  }

  @Override
  public void close() {
    compute.close();
  }
}
