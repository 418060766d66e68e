package dev.kymo.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.kymo.inference.kernel.Kernels;
import java.util.List;
import java.util.Map;

/** {@code VideoDiscriminator}: whole clips in 3-D, minibatch standard deviation, one logit. */
public final class VideoDiscriminator implements Discriminator {
  private final Kernels kernels;
  private final VideoBody body;
  private final Map<String, long[]> shapes;

  /**
   * A discriminator of clips.
   *
   * @param channels widths for r = 4, 8, ... S
   * @param frames T of its clips, a multiple of 4
   */
  public VideoDiscriminator(Kernels kernels, List<Integer> channels, int frames) {
    this.kernels = kernels;
    this.body = new VideoBody(kernels, channels.size() - 1);
    int last = channels.get(0);
    int halvings = Math.min(VideoBody.HALVING_TIME, channels.size() - 1);
    this.shapes =
        new DiscriminatorLayout(3)
            .body(3, channels, true)
            .finalConvolution(last, last + 1)
            .dense("final_linear.0", last, 16L * last * (frames >> halvings))
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
      return ImageDiscriminator.head(kernels, scope, weights, x, "video_head");
    }
  }
}
