package dev.kymo.inference.model;

import dev.kymo.inference.checkpoint.GeneratorSpec;
import dev.kymo.inference.kernel.Kernels;
import dev.kymo.inference.kernel.Precision;
import java.util.List;

/** What the convolutions of one frame cost, as they are computed. */
public final class SynthesisCost {
  private SynthesisCost() {}

  /** Operations of the convolutions of a frame; a multiply and an add are two. */
  public static double operationsPerFrame(
      GeneratorSpec spec, Kernels kernels, Precision precision) {
    Upsampling upsampling = Upsampling.fastest(kernels, precision);
    List<Integer> channels = spec.channels();
    double products = products(4, channels.get(0), channels.get(0));
    for (int i = 0; i + 1 < channels.size(); i++) {
      int out = channels.get(i + 1);
      products += upsampling.products(4 << i, channels.get(i), out);
      products += products(8 << i, out, out);
    }
    return 2 * products;
  }

  private static double products(int resolution, int in, int out) {
    return 9.0 * resolution * resolution * in * out;
  }
}
