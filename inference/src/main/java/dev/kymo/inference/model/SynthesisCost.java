package dev.kymo.inference.model;

import dev.kymo.inference.checkpoint.GeneratorSpec;
import java.util.List;

/** What the convolutions of one frame cost, as they are computed. */
public final class SynthesisCost {
  private SynthesisCost() {}

  /**
   * Operations of the 3 x 3 convolutions of a frame, the upsampling ones as convolutions to four
   * phases; a multiply and an add are two.
   */
  public static double operationsPerFrame(GeneratorSpec spec) {
    List<Integer> channels = spec.channels();
    double sum = layer(4, channels.get(0), channels.get(0));
    for (int i = 0; i + 1 < channels.size(); i++) {
      int out = channels.get(i + 1);
      sum += layer(4 << i, channels.get(i), 4 * out);
      sum += layer(8 << i, out, out);
    }
    return sum;
  }

  private static double layer(int resolution, int in, int out) {
    return 2.0 * 9 * resolution * resolution * in * out;
  }
}
