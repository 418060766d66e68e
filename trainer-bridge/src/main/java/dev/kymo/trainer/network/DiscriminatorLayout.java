package dev.kymo.trainer.network;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Names and shapes that the discriminators have in common (docs/model.md section 4). */
final class DiscriminatorLayout {
  private final Map<String, long[]> shapes = new LinkedHashMap<>();
  private final int dimensions;

  /** For 2-D or 3-D convolutions. */
  DiscriminatorLayout(int dimensions) {
    this.dimensions = dimensions;
  }

  /** {@code convs.0}, 1 x 1 from the pixels, and the residual blocks down to 4 x 4. */
  DiscriminatorLayout body(int inputs, List<Integer> channels, boolean firstLayerWidens) {
    int last = channels.size() - 1;
    convolution("convs.0.0", channels.get(last), inputs, 1);
    bias("convs.0.1", channels.get(last));
    for (int block = 1; block <= last; block++) {
      int in = channels.get(last - block + 1);
      int out = channels.get(last - block);
      String name = "convs." + block;
      int middle = firstLayerWidens ? out : in;
      convolution(name + ".conv1.0", middle, in, 3);
      bias(name + ".conv1.1", middle);
      kernel(name + ".conv2.0");
      convolution(name + ".conv2.1", out, middle, 3);
      bias(name + ".conv2.2", out);
      kernel(name + ".skip.0");
      convolution(name + ".skip.1", out, in, 1);
    }
    return this;
  }

  /** {@code final_conv}, 3 x 3. */
  DiscriminatorLayout finalConvolution(int out, int in) {
    convolution("final_conv.0", out, in, 3);
    bias("final_conv.1", out);
    return this;
  }

  DiscriminatorLayout dense(String name, long out, long in) {
    shapes.put(name + ".weight", new long[] {out, in});
    bias(name, out);
    return this;
  }

  Map<String, long[]> shapes() {
    return Collections.unmodifiableMap(shapes);
  }

  private void convolution(String name, long out, long in, long taps) {
    long[] shape = new long[2 + dimensions];
    Arrays.fill(shape, taps);
    shape[0] = out;
    shape[1] = in;
    shapes.put(name + ".weight", shape);
  }

  private void bias(String name, long size) {
    shapes.put(name + ".bias", new long[] {size});
  }

  private void kernel(String name) {
    shapes.put(name + ".kernel", new long[] {4, 4});
  }
}
