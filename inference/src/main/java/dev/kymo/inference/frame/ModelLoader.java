package dev.kymo.inference.frame;

import ai.djl.engine.EngineException;
import dev.kymo.inference.checkpoint.GeneratorSpec;
import dev.kymo.inference.kernel.Compute;
import dev.kymo.inference.kernel.Precision;
import dev.kymo.inference.model.Generator;
import dev.kymo.inference.model.PrecisionChoice;
import dev.kymo.inference.model.PrecisionChooser;
import dev.kymo.inference.model.PrecisionMemory;
import dev.kymo.inference.tensor.HostTensor;
import java.util.Map;
import java.util.Optional;

/** Brings a checkpoint to a device, ready to draw, in the precision asked for or the best one. */
public final class ModelLoader {
  private final Compute compute;
  private final String deviceName;
  private final PrecisionChooser chooser;

  /**
   * A loader for a device.
   *
   * @param deviceName for people
   * @param machine names processor, device and engine: what was measured is remembered under it
   * @param memory where what was measured is kept
   */
  public ModelLoader(Compute compute, String deviceName, String machine, PrecisionMemory memory) {
    this.compute = compute;
    this.deviceName = deviceName;
    this.chooser = new PrecisionChooser(compute, memory, machine);
  }

  /**
   * A model in host memory.
   *
   * @param name for people: the file's name
   * @param id which model it is, part of every frame's key
   * @param spec its architecture
   * @param generator its tensors by published name, shapes as the spec says
   */
  public record Model(
      String name, String id, GeneratorSpec spec, Map<String, HostTensor> generator) {}

  /**
   * Loads a generator. Takes seconds for a large model; not for the interface's thread.
   *
   * @param wanted the precision, or nothing to measure and choose
   * @return a renderer that the caller closes
   * @throws FrameException when the engine cannot load it; the message is a sentence for the user
   */
  public FrameRenderer load(Model model, Optional<Precision> wanted) throws FrameException {
    compute.enterThread();
    try {
      if (wanted.isPresent()) {
        PrecisionChoice asked = new PrecisionChoice(wanted.get(), "it was asked for");
        return renderer(model, generator(model, wanted.get()), asked);
      }
      PrecisionChooser.Chosen chosen = chooser.choose(model.id(), model.spec(), model.generator());
      return renderer(model, chosen.generator(), chosen.choice());
    } catch (EngineException e) {
      throw new FrameException(
          "%s cannot be loaded on %s: %s"
              .formatted(
                  model.name(),
                  deviceName,
                  String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given")),
          e);
    }
  }

  private Generator generator(Model model, Precision precision) {
    return Generator.load(model.spec(), model.generator(), compute, precision);
  }

  private FrameRenderer renderer(Model model, Generator generator, PrecisionChoice choice) {
    return new FrameRenderer(model.id(), compute, deviceName, generator, choice);
  }
}
