package dev.kymo.inference.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.kymo.inference.checkpoint.GeneratorSpec;
import dev.kymo.inference.kernel.Compute;
import dev.kymo.inference.kernel.Precision;
import java.util.ArrayList;
import java.util.List;

/**
 * w to images: StyleGAN2's skip generator, every layer fed the same w(t) (docs/model.md section 3).
 */
final class SynthesisNetwork {
  private final Compute compute;
  private final NDArray input;
  private final List<StyledLayer> layers = new ArrayList<>();
  private final List<ToRgb> toRgb = new ArrayList<>();

  SynthesisNetwork(Parameters parameters, GeneratorSpec spec, Precision precision) {
    compute = parameters.compute();
    try (NDManager temporary = compute.newScope()) {
      NDArray learned =
          compute.upload(
              temporary,
              parameters.values("renderer.input.input"),
              1,
              spec.channels().get(0),
              4,
              4);
      input =
          parameters
              .kernels()
              .call(parameters.scope(), "learned_input", learned, precision.scalarType());
    }
    layers.add(new StyledLayer(parameters, "renderer.conv1", false, 4, precision));
    toRgb.add(new ToRgb(parameters, "renderer.to_rgb1", spec.channels().get(0)));
    for (int i = 0; i + 1 < spec.channels().size(); i++) {
      int resolution = 4 << i;
      layers.add(
          new StyledLayer(parameters, "renderer.convs." + 2 * i, true, resolution, precision));
      layers.add(
          new StyledLayer(
              parameters, "renderer.convs." + (2 * i + 1), false, 2 * resolution, precision));
      toRgb.add(new ToRgb(parameters, "renderer.to_rgbs." + i, spec.channels().get(i + 1)));
    }
  }

  /**
   * Prepares the noise of a clip.
   *
   * @param maps for each styled layer its noise map, r x r row-major
   * @return for each layer what its frames add, in the scope
   */
  NDArray[] noiseBiases(NDManager scope, List<float[]> maps) {
    NDArray[] biases = new NDArray[layers.size()];
    try (NDManager temporary = compute.newScope()) {
      for (int i = 0; i < biases.length; i++) {
        int r = (int) Math.sqrt(maps.get(i).length);
        NDArray noise = compute.upload(temporary, maps.get(i), 1, 1, r, r);
        biases[i] = layers.get(i).noiseBias(scope, noise);
      }
    }
    return biases;
  }

  /**
   * Draws images.
   *
   * @param w (N, D_c)
   * @param noiseBiases from {@link #noiseBiases}
   * @return (N, 3, S, S) float32 in the scope, nominally in [-1, 1], not clamped
   */
  NDArray images(NDManager scope, NDArray w, NDArray[] noiseBiases) {
    // Each activation is freed as soon as the next one is there, not when the frame is done.
    NDArray x = layers.get(0).forward(scope, input, w, noiseBiases[0], false);
    NDArray rgb = toRgb.get(0).forward(scope, x, w, null);
    for (int i = 1; i < layers.size(); i++) {
      NDArray next = layers.get(i).forward(scope, x, w, noiseBiases[i], true);
      x.close();
      x = next;
      if (i % 2 == 0) {
        NDArray larger = toRgb.get(i / 2).forward(scope, x, w, rgb);
        rgb.close();
        rgb = larger;
      }
    }
    x.close();
    return rgb;
  }
}
