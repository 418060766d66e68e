package dev.kymo.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.kymo.inference.checkpoint.GeneratorSpec;
import dev.kymo.inference.kernel.Kernels;
import java.util.ArrayList;
import java.util.List;

/**
 * The generator while it is trained (docs/model.md sections 2 and 3). Holds no weights of its own.
 */
public final class TrainableGenerator {
  private final Kernels kernels;
  private final GeneratorSpec spec;

  /** A generator of this architecture. */
  public TrainableGenerator(Kernels kernels, GeneratorSpec spec) {
    this.kernels = kernels;
    this.spec = spec;
  }

  /**
   * Every sinusoid s of a group becomes gain s + rest.
   *
   * @param gain (1 or N * F, D_m)
   * @param rest likewise
   */
  public record SinusoidEdit(NDArray gain, NDArray rest) {}

  /**
   * Codes and times to w.
   *
   * @param content z_c (N, D_c)
   * @param motion z_m (N, D_m)
   * @param times t (N * F), the F times of a clip in a row
   * @param frames F
   * @param edits of the motion, one for each group; none leaves it as it is
   * @return w (N * F, D_c) in the scope
   */
  public NDArray latents(
      NDManager scope,
      Weights weights,
      NDArray content,
      NDArray motion,
      NDArray times,
      int frames,
      SinusoidEdit... edits) {
    NDArray c = mapped(scope, weights, "renderer.style", spec.contentLayers(), content, frames);
    try (NDArray u = mapped(scope, weights, "motion_style", spec.motionLayers(), motion, frames)) {
      NDArray w = c;
      for (int g = 0; g < spec.groups(); g++) {
        String sinusoids = "LFF." + g + ".ffm.linear";
        String linear = "motion_linear." + g;
        List<Object> arguments =
            new ArrayList<>(
                List.of(
                    w,
                    times,
                    u,
                    weights.weight(sinusoids),
                    weights.bias(sinusoids),
                    weights.weight(linear + ".0.conv.modulation"),
                    weights.bias(linear + ".0.conv.modulation"),
                    weights.weight(linear + ".0.conv"),
                    weights.bias(linear + ".0.activate"),
                    weights.weight(linear + ".1"),
                    weights.bias(linear + ".1")));
        boolean edited = edits.length > 0;
        if (edited) {
          arguments.addAll(List.of(edits[g].gain(), edits[g].rest()));
        }
        NDArray next =
            kernels.trace(
                scope, edited ? "edited_motion_group" : "motion_group", arguments.toArray());
        w.close();
        w = next;
      }
      return w;
    }
  }

  /**
   * Motion styles u = mapping(z_m).
   *
   * @param motion z_m (N, D_m)
   * @return u (N, D_m) in the scope
   */
  public NDArray motionStyles(NDManager scope, Weights weights, NDArray motion) {
    return mapped(scope, weights, "motion_style", spec.motionLayers(), motion, 1);
  }

  /**
   * w to images.
   *
   * @param w (N, D_c)
   * @param noise for each styled layer (N, 1, r, r); empty for none
   * @param compute type of convolutions and activations
   * @return (N, 3, S, S) float32 in the scope, nominally in [-1, 1]
   */
  public NDArray images(
      NDManager scope, Weights weights, NDArray w, NDArray[] noise, ComputeType compute) {
    int type = compute.scalarType();
    NDArray x =
        kernels.trace(
            scope,
            "first_activation",
            weights.get("renderer.input.input"),
            (int) w.getShape().get(0),
            type);
    x = styled(scope, weights, "renderer.conv1", x, w, layer(noise, 0), false, type);
    NDArray rgb = rgb(scope, weights, "renderer.to_rgb1", x, w, new NDArray[0]);
    for (int i = 1; i < spec.styledLayers(); i++) {
      String name = "renderer.convs." + (i - 1);
      x = styled(scope, weights, name, x, w, layer(noise, i), i % 2 == 1, type);
      if (i % 2 == 0) {
        NDArray larger =
            rgb(scope, weights, "renderer.to_rgbs." + (i / 2 - 1), x, w, new NDArray[] {rgb});
        rgb.close();
        rgb = larger;
      }
    }
    x.close();
    return rgb;
  }

  private static NDArray[] layer(NDArray[] noise, int i) {
    return noise.length == 0 ? noise : new NDArray[] {noise[i]};
  }

  private NDArray mapped(
      NDManager scope, Weights weights, String name, int layers, NDArray z, int frames) {
    NDArray[] matrices = new NDArray[layers];
    NDArray[] biases = new NDArray[layers];
    for (int i = 0; i < layers; i++) {
      matrices[i] = weights.weight(name + "." + (i + 1));
      biases[i] = weights.bias(name + "." + (i + 1));
    }
    try (NDArray code = kernels.trace(scope, "style_code", z, matrices, biases)) {
      return kernels.trace(scope, "repeated_rows", code, frames);
    }
  }

  /** Applies a styled layer and lets go of its input. */
  private NDArray styled(
      NDManager scope,
      Weights weights,
      String name,
      NDArray x,
      NDArray w,
      NDArray[] noise,
      boolean upsampling,
      int type) {
    try (x) {
      return kernels.trace(
          scope,
          "styled",
          x,
          w,
          weights.weight(name + ".conv.modulation"),
          weights.bias(name + ".conv.modulation"),
          weights.weight(name + ".conv"),
          noise,
          weights.weight(name + ".noise"),
          weights.bias(name + ".activate"),
          upsampling,
          type);
    }
  }

  private NDArray rgb(
      NDManager scope, Weights weights, String name, NDArray x, NDArray w, NDArray[] previous) {
    return kernels.trace(
        scope,
        "rgb",
        x,
        w,
        weights.weight(name + ".conv.modulation"),
        weights.bias(name + ".conv.modulation"),
        weights.weight(name + ".conv"),
        weights.get(name + ".bias"),
        previous);
  }
}
