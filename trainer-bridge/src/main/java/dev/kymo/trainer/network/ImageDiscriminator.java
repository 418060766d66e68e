package dev.kymo.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.kymo.inference.kernel.Kernels;
import java.util.List;
import java.util.Map;

/** {@code ImageDiscriminator}: single images, minibatch standard deviation, one logit. */
public final class ImageDiscriminator implements Discriminator {
  private final Kernels kernels;
  private final ImageBody body;
  private final Map<String, long[]> shapes;

  /**
   * A discriminator of images.
   *
   * @param channels widths for r = 4, 8, ... S
   */
  public ImageDiscriminator(Kernels kernels, List<Integer> channels) {
    this.kernels = kernels;
    this.body = new ImageBody(kernels, channels.size() - 1);
    int last = channels.get(0);
    this.shapes =
        new DiscriminatorLayout(2)
            .body(3, channels, false)
            .finalConvolution(last, last + 1)
            .dense("final_linear.0", last, 16L * last)
            .dense("final_linear.1", 1, last)
            .shapes();
  }

  @Override
  public Map<String, long[]> shapes() {
    return shapes;
  }

  @Override
  public NDArray logits(NDManager scope, Weights weights, Judged judged, ComputeType type) {
    try (NDArray x = body.forward(scope, weights, judged.pixels(), type)) {
      return head(kernels, scope, weights, x, "image_head");
    }
  }

  /** Minibatch standard deviation, {@code final_conv} and {@code final_linear}. */
  static NDArray head(Kernels kernels, NDManager scope, Weights weights, NDArray x, String kernel) {
    return kernels.trace(
        scope,
        kernel,
        x,
        weights.weight("final_conv.0"),
        weights.bias("final_conv.1"),
        weights.weight("final_linear.0"),
        weights.bias("final_linear.0"),
        weights.weight("final_linear.1"),
        weights.bias("final_linear.1"));
  }
}
