package dev.kymo.inference.device;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Settles which engine library and device are used, once, before the engine is loaded.
 *
 * <p>The CPU library comes with Kymo. The engine (DJL 0.35, {@code LibUtils}) looks first at the
 * environment variables PYTORCH_LIBRARY_PATH, PYTORCH_VERSION and PYTORCH_FLAVOR, then at system
 * properties of the same names, and only then at what comes with Kymo. So a CUDA library is chosen
 * by setting the properties; what the user set in the environment cannot be overridden and is
 * therefore checked. See {@code docs/decisions/0001-choose-the-engine-in-process.md}.
 */
public final class EngineSetup {
  private static final String LIBRARY_PATH = "PYTORCH_LIBRARY_PATH";
  private static final String VERSION = "PYTORCH_VERSION";
  private static final String FLAVOR = "PYTORCH_FLAVOR";

  /**
   * Read by NVIDIA's libraries when they load; 0 keeps them from TF32. libtorch allows TF32 in
   * convolutions, and DJL has no way to tell it otherwise: measured on an H100, float32 frames were
   * off by 6e-4 and gradients of a discriminator by 1.5 %.
   */
  private static final String TF32 = "NVIDIA_TF32_OVERRIDE";

  /** Where this process keeps what was applied: the engine's library cannot be changed later. */
  static final String APPLIED = "dev.kymo.engine.library";

  private static final String BUNDLED = "bundled";

  private final Host host;
  private final BiConsumer<String, String> properties;
  private final BiConsumer<String, String> environment;
  private final EngineChooser chooser = new EngineChooser();

  /**
   * A set-up of the given machine.
   *
   * @param host answers questions about it
   * @param properties sets a system property
   * @param environment sets a variable of this process's environment
   */
  public EngineSetup(
      Host host, BiConsumer<String, String> properties, BiConsumer<String, String> environment) {
    this.host = host;
    this.properties = properties;
    this.environment = environment;
  }

  /** The set-up of the machine that Kymo runs on. */
  public static EngineSetup onThisMachine() {
    return new EngineSetup(new LocalHost(), System::setProperty, new ProcessEnvironment());
  }

  /**
   * Decides and applies the decision. To be called before anything of the engine is touched. May be
   * called again: for another device of the same library, never for another library.
   *
   * @throws EngineSetupException when the device cannot be used, a library does not fit, or the
   *     engine already runs with another library; the message tells the user why and what to do
   */
  public EngineDecision prepare(DeviceChoice choice) throws EngineSetupException {
    return prepare(choice, Float32.EXACT);
  }

  /**
   * Decides and applies the decision, with float32 as it is wanted: the first call settles that for
   * the process.
   *
   * @throws EngineSetupException as {@link #prepare(DeviceChoice)}
   */
  public EngineDecision prepare(DeviceChoice choice, Float32 float32) throws EngineSetupException {
    EngineDecision decision = decide(choice, machine());
    apply(decision, float32);
    return decision;
  }

  /**
   * Decides for a machine that was already looked at, and applies the decision.
   *
   * @throws EngineSetupException as {@link #prepare(DeviceChoice)}
   */
  public EngineDecision prepare(DeviceChoice choice, MachineFacts machine)
      throws EngineSetupException {
    EngineDecision decision = decide(choice, machine);
    apply(decision, Float32.EXACT);
    return decision;
  }

  /**
   * Looks at the machine; asks NVIDIA's tools where there is a driver, which takes a moment.
   *
   * @throws EngineSetupException when Kymo knows nothing of the operating system
   */
  public MachineFacts machine() throws EngineSetupException {
    return new MachineProbe(host).probe();
  }

  /**
   * Decides without applying anything.
   *
   * @throws EngineSetupException as {@link #prepare(DeviceChoice)}
   */
  public EngineDecision decide(DeviceChoice choice) throws EngineSetupException {
    return decide(choice, machine());
  }

  /**
   * Decides for a machine that was already looked at.
   *
   * @throws EngineSetupException as {@link #prepare(DeviceChoice)}
   */
  public EngineDecision decide(DeviceChoice choice, MachineFacts machine)
      throws EngineSetupException {
    LibtorchInspector inspector = new LibtorchInspector(machine.os());
    Optional<Libtorch> named = named(inspector);
    List<Libtorch> found = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    if (named.isEmpty() && choice.kind() != DeviceChoice.Kind.CPU && machine.cudaBuilds()) {
      search(inspector, machine, found, refused);
    }
    EngineDecision decision =
        chooser.choose(
            choice, new EngineChooser.Evidence(machine, named, found, List.copyOf(refused)));
    checkEnvironment(decision);
    return decision;
  }

  private Optional<Libtorch> named(LibtorchInspector inspector) throws EngineSetupException {
    Optional<String> path = host.env(LIBRARY_PATH);
    if (path.isEmpty() && host.property(APPLIED).isEmpty()) {
      path = host.property(LIBRARY_PATH);
    }
    if (path.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(inspector.inspect(Path.of(path.get()), Libtorch.Origin.USER));
    } catch (EngineSetupException e) {
      throw new EngineSetupException(
          e.getMessage() + " Correct or unset " + LIBRARY_PATH + ", which names it.");
    }
  }

  private void search(
      LibtorchInspector inspector,
      MachineFacts machine,
      List<Libtorch> found,
      List<String> refused) {
    EngineFolders folders = new EngineFolders(host, machine.os());
    search(inspector, folders.kymoLibtorch(), Libtorch.Origin.KYMO, found, refused);
    Path cache = folders.engineCache(machine.classifier());
    search(inspector, cache, Libtorch.Origin.ENGINE_CACHE, found, refused);
  }

  private static void search(
      LibtorchInspector inspector,
      Path folder,
      Libtorch.Origin origin,
      List<Libtorch> found,
      List<String> refused) {
    // The engine keeps its own small library in its cache folder, with or without a libtorch.
    if (inspector.isLibtorch(folder)) {
      try {
        found.add(inspector.inspect(folder, origin));
      } catch (EngineSetupException e) {
        refused.add(e.getMessage());
      }
    }
  }

  /** What the environment says goes before what Kymo sets, so it must say the same. */
  private void checkEnvironment(EngineDecision decision) throws EngineSetupException {
    Optional<String> version = host.env(VERSION).filter(v -> !Libtorch.VERSION.startsWith(v));
    if (version.isPresent()) {
      throw new EngineSetupException(
          "The environment variable %s is %s, but only libtorch %s fits: unset it."
              .formatted(VERSION, version.get(), Libtorch.VERSION));
    }
    String wanted = decision.library().map(Libtorch::flavor).orElse("");
    Optional<String> flavor = host.env(FLAVOR).filter(f -> !wanted.isEmpty() && !f.equals(wanted));
    if (flavor.isPresent()) {
      throw new EngineSetupException(
          "The environment variable %s is %s, but the libtorch in %s needs %s: unset it."
              .formatted(FLAVOR, flavor.get(), decision.libraryFolder().orElseThrow(), wanted));
    }
  }

  private void apply(EngineDecision decision, Float32 float32) throws EngineSetupException {
    String library = decision.libraryFolder().map(Path::toString).orElse(BUNDLED);
    Optional<String> applied = host.property(APPLIED);
    if (applied.isPresent()) {
      // Every library draws on the CPU, so only CUDA can ask too late for another one.
      if (decision.cuda() && !applied.get().equals(library)) {
        throw new EngineSetupException(
            "The engine already runs with the %s library: start Kymo again for device %s."
                .formatted(
                    applied.get().equals(BUNDLED) ? "CPU" : applied.get(), decision.device()));
      }
      return;
    }
    properties.accept(APPLIED, library);
    // Nothing is fetched or reported behind the user's back.
    properties.accept("ai.djl.offline", "true");
    properties.accept("OPT_OUT_TRACKING", "true");
    if (decision.library().isPresent()) {
      properties.accept(LIBRARY_PATH, library);
      properties.accept(VERSION, Libtorch.VERSION);
      properties.accept(FLAVOR, decision.library().get().flavor());
    }
    if (decision.cuda() && float32 == Float32.EXACT && host.env(TF32).isEmpty()) {
      environment.accept(TF32, "0");
    }
  }
}
