package dev.kymo.trainer.process;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import dev.kymo.inference.device.DeviceChoice;
import dev.kymo.inference.device.EngineDecision;
import dev.kymo.inference.device.EngineSetup;
import dev.kymo.inference.device.EngineSetupException;
import dev.kymo.inference.device.Float32;
import dev.kymo.inference.device.NvidiaGpu;
import dev.kymo.inference.kernel.Compute;
import dev.kymo.trainer.run.MachineOptions;
import dev.kymo.trainer.run.TrainingPrecision;
import java.util.ArrayList;
import java.util.List;

/** Opens devices with the engine of this machine. */
public final class EngineDevices implements Devices.Opener {
  private final EngineSetup setup;

  /** Devices of an engine that is set up like this. */
  public EngineDevices(EngineSetup setup) {
    this.setup = setup;
  }

  @Override
  public Devices open(MachineOptions options) throws EngineSetupException {
    List<Compute> computes = new ArrayList<>();
    List<String> names = new ArrayList<>();
    Float32 float32 = options.precision() == TrainingPrecision.TF32 ? Float32.TF32 : Float32.EXACT;
    try {
      for (String asked : options.devices()) {
        EngineDecision decision = setup.prepare(DeviceChoice.parse(asked), float32);
        Device device = decision.cuda() ? Device.gpu(decision.index()) : Device.cpu();
        Compute compute = Compute.open(device);
        computes.add(compute);
        if (!decision.cuda() && options.threads() > 0) {
          compute.limitThreads(options.threads());
        }
        names.add(name(decision, compute));
      }
      return new Devices(computes, String.join(", ", names));
    } catch (EngineException | LinkageError e) {
      computes.forEach(Compute::close);
      throw new EngineSetupException(
          "The engine could not be started on %s: %s"
              .formatted(
                  String.join(", ", options.devices()),
                  String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given")));
    } catch (EngineSetupException e) {
      computes.forEach(Compute::close);
      throw e;
    }
  }

  private static String name(EngineDecision decision, Compute compute) {
    if (decision.cuda()) {
      return "CUDA "
          + decision.index()
          + decision.gpu().map(NvidiaGpu::name).map(name -> " \u00b7 " + name).orElse("");
    }
    int threads = compute.threads();
    return "CPU \u00b7 " + threads + (threads == 1 ? " thread" : " threads");
  }
}
