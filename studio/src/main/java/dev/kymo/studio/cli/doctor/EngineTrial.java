package dev.kymo.studio.cli.doctor;

import dev.kymo.inference.device.EngineDecision;
import dev.kymo.inference.frame.FrameSource.SourceInfo;

/** Starts the engine for real, to see what it says of itself. */
@FunctionalInterface
public interface EngineTrial {

  /**
   * Loads the engine as decided and draws a frame of the demo.
   *
   * @throws Exception whose message is a sentence for the user
   */
  Result run(EngineDecision decision) throws Exception;

  /**
   * What the engine says.
   *
   * @param engine its name and version, such as {@code PyTorch 2.7.1}
   * @param library the folder of the library that was loaded
   * @param info device and precision, as chosen for the demo
   */
  record Result(String engine, String library, SourceInfo info) {}
}
