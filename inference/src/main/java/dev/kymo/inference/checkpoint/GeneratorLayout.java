package dev.kymo.inference.checkpoint;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which tensors a generator has, with their exact shapes, in the published order (model
 * specification, sections 2 and 3). The shape arrays are not to be changed.
 */
public final class GeneratorLayout {
  private final GeneratorSpec spec;
  private final Map<String, long[]> shapes = new LinkedHashMap<>();

  private GeneratorLayout(GeneratorSpec spec) {
    this.spec = spec;
  }

  /** The shape of every tensor of {@code g_ema} by its name without prefix. */
  public static Map<String, long[]> shapes(GeneratorSpec spec) {
    GeneratorLayout layout = new GeneratorLayout(spec);
    layout.motion();
    layout.synthesis();
    return Collections.unmodifiableMap(layout.shapes);
  }

  /** Whether a tensor is learned: not a constant FIR kernel and not a stored noise map. */
  public static boolean isLearned(String name) {
    return !isKernel(name) && !name.startsWith("renderer.noises.");
  }

  static boolean isKernel(String name) {
    return name.endsWith(".kernel");
  }

  private void motion() {
    int width = spec.motionDim();
    for (int g = 0; g < spec.groups(); g++) {
      dense("LFF." + g + ".ffm.linear", width, 1);
    }
    mapping("motion_style", spec.motionLayers(), width);
    for (int g = 0; g < spec.groups(); g++) {
      String group = "motion_linear." + g;
      put(group + ".0.conv.weight", 1, width, width, 1, 1);
      dense(group + ".0.conv.modulation", width, width);
      put(group + ".0.activate.bias", width);
      dense(group + ".1", spec.contentDim(), width);
    }
  }

  private void synthesis() {
    List<Integer> channels = spec.channels();
    mapping("renderer.style", spec.contentLayers(), spec.contentDim());
    put("renderer.input.input", 1, channels.get(0), 4, 4);
    styled("renderer.conv1", channels.get(0), channels.get(0), false);
    toRgb("renderer.to_rgb1", channels.get(0), false);
    for (int i = 0; i + 1 < channels.size(); i++) {
      int in = channels.get(i);
      int out = channels.get(i + 1);
      styled("renderer.convs." + 2 * i, in, out, true);
      styled("renderer.convs." + (2 * i + 1), out, out, false);
      toRgb("renderer.to_rgbs." + i, out, true);
    }
    for (int layer = 0; layer < spec.styledLayers(); layer++) {
      int side = spec.layerResolution(layer);
      put("renderer.noises.noise_" + layer, 1, 1, side, side);
    }
  }

  private void mapping(String name, int layers, int width) {
    for (int layer = 1; layer <= layers; layer++) {
      dense(name + "." + layer, width, width);
    }
  }

  private void styled(String name, int in, int out, boolean upsampling) {
    put(name + ".conv.weight", 1, out, in, 3, 3);
    if (upsampling) {
      put(name + ".conv.blur.kernel", 4, 4);
    }
    dense(name + ".conv.modulation", in, spec.contentDim());
    put(name + ".noise.weight", 1);
    put(name + ".activate.bias", out);
  }

  private void toRgb(String name, int in, boolean upsampling) {
    put(name + ".bias", 1, 3, 1, 1);
    if (upsampling) {
      put(name + ".upsample.kernel", 4, 4);
    }
    put(name + ".conv.weight", 1, 3, in, 1, 1);
    dense(name + ".conv.modulation", in, spec.contentDim());
  }

  private void dense(String name, long out, long in) {
    put(name + ".weight", out, in);
    put(name + ".bias", out);
  }

  private void put(String name, long... shape) {
    shapes.put(name, shape);
  }
}
