package dev.kymo.trainer.network;

import ai.djl.Device;
import dev.kymo.inference.kernel.Compute;

/** The device for tests: the CPU, or the one that {@code -Dkymo.test.device=gpu0} names. */
public final class TestCompute {
  private TestCompute() {}

  /** With the fastest convolution that the engine has. */
  public static Compute open() {
    return Compute.open(device());
  }

  /** Whether these tests run on the CPU. */
  public static boolean onCpu() {
    return !device().isGpu();
  }

  private static Device device() {
    return Device.fromName(System.getProperty("kymo.test.device", "cpu"));
  }
}
