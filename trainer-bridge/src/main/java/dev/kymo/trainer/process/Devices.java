package dev.kymo.trainer.process;

import ai.djl.Device;
import dev.kymo.inference.device.EngineSetupException;
import dev.kymo.inference.kernel.Compute;
import dev.kymo.trainer.run.MachineOptions;
import java.util.List;

/**
 * The opened devices of a run.
 *
 * @param computes one for each replica; the samples are drawn on the first
 * @param name for people: "CPU · 2 threads"
 */
public record Devices(List<Compute> computes, String name) implements AutoCloseable {

  /** Opens devices. */
  @FunctionalInterface
  public interface Opener {
    /**
     * Loads the engine and opens the devices that are asked for.
     *
     * @throws EngineSetupException with a sentence, when one cannot be used
     */
    Devices open(MachineOptions options) throws EngineSetupException;
  }

  /** Keeps an immutable copy. */
  public Devices {
    computes = List.copyOf(computes);
  }

  /** The numbers of the CUDA cards among them, each once. */
  List<Integer> cards() {
    return computes.stream()
        .map(Compute::device)
        .filter(Device::isGpu)
        .map(Device::getDeviceId)
        .distinct()
        .toList();
  }

  @Override
  public void close() {
    computes.forEach(Compute::close);
  }
}
