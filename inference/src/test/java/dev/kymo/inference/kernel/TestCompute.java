package dev.kymo.inference.kernel;

import ai.djl.Device;
import dev.kymo.inference.kernel.Kernels.Convolution;

/** The device for tests: the CPU, or the one that {@code -Dkymo.test.device=gpu0} names. */
public final class TestCompute {
  private TestCompute() {}

  /** With the fastest convolution that the engine has. */
  public static Compute open() {
    return Compute.open(device());
  }

  /** With this kind of convolution. */
  public static Compute open(Convolution convolution) {
    return Compute.open(device(), convolution);
  }

  /** Whether these tests run on the CPU. */
  public static boolean onCpu() {
    return !device().isGpu();
  }

  private static Device device() {
    return Device.fromName(System.getProperty("kymo.test.device", "cpu"));
  }
}
