package dev.kymo.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.kymo.inference.kernel.Kernels;
import java.util.List;
import java.util.Map;

/**
 * {@code DeltaVideoDiscriminator}: two frames as six channels, and how far apart they are in time.
 */
public final class DeltaVideoDiscriminator implements Discriminator {
  /** Features that the pair and its difference of times meet in. */
  static final int FEATURES = 128;

  /** Sinusoids that encode the difference of times. */
  static final int FREQUENCIES = 256;

  private final Kernels kernels;
  private final ImageBody body;
  private final Map<String, long[]> shapes;

  /**
   * A discriminator of pairs.
   *
   * @param channels widths for r = 4, 8, ... S
   */
  public DeltaVideoDiscriminator(Kernels kernels, List<Integer> channels) {
    this.kernels = kernels;
    this.body = new ImageBody(kernels, channels.size() - 1);
    int last = channels.get(0);
    this.shapes =
        new DiscriminatorLayout(2)
            .body(6, channels, false)
            .finalConvolution(last, last + 1)
            .dense("final_linear.0", last, 16L * last)
            .dense("final_linear.1", FEATURES, last)
            .dense("temporalPE.ffm.linear", FREQUENCIES, 1)
            .dense("delta_linear", FEATURES, FREQUENCIES)
            .shapes();
  }

  @Override
  public Map<String, long[]> shapes() {
    return shapes;
  }

  @Override
  public NDArray logits(NDManager scope, Weights weights, Judged judged, ComputeType type) {
    try (NDArray pair = kernels.trace(scope, "stacked_pair", judged.pixels());
        NDArray x = body.forward(scope, weights, pair, type);
        NDArray features = ImageDiscriminator.head(kernels, scope, weights, x, "image_head")) {
      return kernels.trace(
          scope,
          "delta_logits",
          features,
          judged.deltas(),
          weights.weight("temporalPE.ffm.linear"),
          weights.bias("temporalPE.ffm.linear"),
          weights.weight("delta_linear"),
          weights.bias("delta_linear"));
    }
  }
}
