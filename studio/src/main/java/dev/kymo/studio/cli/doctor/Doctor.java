package dev.kymo.studio.cli.doctor;

import dev.kymo.inference.device.DeviceChoice;
import dev.kymo.inference.device.EngineDecision;
import dev.kymo.inference.device.EngineSetup;
import dev.kymo.inference.device.EngineSetupException;
import dev.kymo.inference.device.Host;
import dev.kymo.inference.device.MachineFacts;
import dev.kymo.inference.device.MachineProbe;
import dev.kymo.studio.cli.console.ErrorSentence;
import java.io.IOException;
import java.util.Optional;

/** Examines machine and engine; a fault of one does not hide the other. */
public final class Doctor {
  private final Host host;
  private final EngineSetup setup;
  private final EngineTrial trial;
  private final Measurements measurements;

  /**
   * A doctor for a machine.
   *
   * @param host answers questions about it
   * @param setup chooses library and device
   * @param trial starts the engine
   * @param measurements which precisions were found to be fastest
   */
  public Doctor(Host host, EngineSetup setup, EngineTrial trial, Measurements measurements) {
    this.host = host;
    this.setup = setup;
    this.trial = trial;
    this.measurements = measurements;
  }

  /**
   * Has precisions measured again.
   *
   * @throws IOException with a sentence, when what was measured cannot be forgotten
   */
  void forgetMeasurements() throws IOException {
    measurements.forget();
  }

  /**
   * Looks at everything.
   *
   * @throws EngineSetupException when the operating system is none that Kymo knows
   */
  Diagnosis examine(Surroundings surroundings) throws EngineSetupException {
    MachineFacts machine = new MachineProbe(host).probe();
    EngineDecision decision;
    try {
      decision = setup.prepare(DeviceChoice.AUTO);
    } catch (EngineSetupException e) {
      return new Diagnosis(
          surroundings, machine, Optional.empty(), Optional.empty(), Optional.of(e.getMessage()));
    }
    try {
      EngineTrial.Result result = trial.run(decision);
      return new Diagnosis(
          surroundings, machine, Optional.of(decision), Optional.of(result), Optional.empty());
    } catch (Exception | LinkageError e) {
      // Whatever stops the engine is what the user has come to hear.
      return new Diagnosis(
          surroundings,
          machine,
          Optional.of(decision),
          Optional.empty(),
          Optional.of(ErrorSentence.of(e)));
    }
  }
}
