package dev.kymo.inference.kernel;

import ai.djl.Device;
import dev.kymo.inference.kernel.Kernels.Convolution;

/** The CPU for tests. */
public final class TestCompute {
  private TestCompute() {}

  /** With the fastest convolution that the engine has. */
  public static Compute open() {
    return Compute.open(Device.cpu());
  }

  /** With this kind of convolution. */
  public static Compute open(Convolution convolution) {
    return Compute.open(Device.cpu(), convolution);
  }
}
