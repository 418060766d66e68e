package dev.kymo.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.kymo.inference.kernel.Kernels;
import java.util.List;
import java.util.Map;

/** {@code PatchImageDiscriminator}: single images, one logit for each patch, averaged. */
public final class PatchImageDiscriminator implements Discriminator {
  private final Kernels kernels;
  private final ImageBody body;
  private final Map<String, long[]> shapes;

  /**
   * A discriminator of images.
   *
   * @param channels widths for r = 4, 8, ... S
   */
  public PatchImageDiscriminator(Kernels kernels, List<Integer> channels) {
    this.kernels = kernels;
    this.body = new ImageBody(kernels, channels.size() - 1);
    this.shapes =
        new DiscriminatorLayout(2)
            .body(3, channels, false)
            .finalConvolution(1, channels.get(0))
            .shapes();
  }

  @Override
  public Map<String, long[]> shapes() {
    return shapes;
  }

  @Override
  public NDArray logits(NDManager scope, Weights weights, Judged judged, ComputeType type) {
    try (NDArray x = body.forward(scope, weights, judged.pixels(), type)) {
      return kernels.trace(
          scope, "patch_head", x, weights.weight("final_conv.0"), weights.bias("final_conv.1"));
    }
  }
}
