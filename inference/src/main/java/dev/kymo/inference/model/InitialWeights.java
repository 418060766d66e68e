package dev.kymo.inference.model;

import dev.kymo.inference.checkpoint.GeneratorSpec;
import dev.kymo.inference.motion.Seeds;
import dev.kymo.inference.tensor.HostTensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * A generator before its first training step, with the published names, shapes and distributions
 * (docs/model.md sections 2 and 3): equalised weights standard normal, modulation biases 1, other
 * biases and noise strengths 0, frequencies uniform in their group's range. The same for the same
 * seed.
 */
public final class InitialWeights {
  /** The published generator's constants. */
  private static final int PUBLISHED_DIM = 512;

  private final GeneratorSpec spec;
  private final RandomGenerator uniform;
  private final long seed;
  private final Map<String, HostTensor> tensors = new LinkedHashMap<>();

  private InitialWeights(GeneratorSpec spec, long seed) {
    this.spec = spec;
    this.seed = seed;
    this.uniform = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  /** All tensors of a generator of this architecture. */
  public static Map<String, HostTensor> of(GeneratorSpec spec, long seed) {
    InitialWeights weights = new InitialWeights(spec, seed);
    weights.motion();
    weights.synthesis();
    return weights.tensors;
  }

  /**
   * The published architecture.
   *
   * @param imageSize 16 to 1024, a power of 2
   */
  public static GeneratorSpec published(int imageSize) {
    int levels = Integer.numberOfTrailingZeros(imageSize) - 1;
    List<Integer> channels = List.of(512, 512, 512, 512, 512, 256, 128, 64, 32).subList(0, levels);
    return new GeneratorSpec(
        imageSize, PUBLISHED_DIM, PUBLISHED_DIM, 8, 2, List.of(7.0), channels, 16);
  }

  private void motion() {
    int width = spec.motionDim();
    double previous = 0;
    for (int g = 0; g < spec.groups(); g++) {
      double high = spec.frequencyRanges().get(g);
      double low = high == previous ? 0 : previous;
      float[] frequencies = new float[width];
      float[] phases = new float[width];
      for (int i = 0; i < width; i++) {
        double magnitude = low + (high - low) * uniform.nextDouble();
        frequencies[i] = (float) (i < width / 2 ? magnitude : -magnitude);
        phases[i] = (float) (2 * uniform.nextDouble() - 1);
      }
      put("LFF." + g + ".ffm.linear.weight", frequencies, width, 1);
      put("LFF." + g + ".ffm.linear.bias", phases, width);
      previous = high;
    }
    mapping("motion_style", spec.motionLayers(), width);
    for (int g = 0; g < spec.groups(); g++) {
      String name = "motion_linear." + g;
      normal(name + ".0.conv.weight", 1, 1, width, width, 1, 1);
      normal(name + ".0.conv.modulation.weight", 1, width, width);
      constant(name + ".0.conv.modulation.bias", 1, width);
      constant(name + ".0.activate.bias", 0, width);
      normal(name + ".1.weight", 1, spec.contentDim(), width);
      constant(name + ".1.bias", 0, spec.contentDim());
    }
  }

  private void synthesis() {
    List<Integer> channels = spec.channels();
    mapping("renderer.style", spec.contentLayers(), spec.contentDim());
    normal("renderer.input.input", 1, 1, channels.get(0), 4, 4);
    styled("renderer.conv1", channels.get(0), channels.get(0), false);
    toRgb("renderer.to_rgb1", channels.get(0), false);
    for (int i = 0; i + 1 < channels.size(); i++) {
      styled("renderer.convs." + 2 * i, channels.get(i), channels.get(i + 1), true);
      styled("renderer.convs." + (2 * i + 1), channels.get(i + 1), channels.get(i + 1), false);
      toRgb("renderer.to_rgbs." + i, channels.get(i + 1), true);
    }
    for (int i = 0; i < spec.styledLayers(); i++) {
      int r = spec.layerResolution(i);
      put("renderer.noises.noise_" + i, Seeds.noise(seed, i, r), 1, 1, r, r);
    }
  }

  /** Weights are drawn wider by 1 / lr, so that the equalised layer starts at unit variance. */
  private void mapping(String name, int layers, int width) {
    for (int i = 1; i <= layers; i++) {
      normal(name + "." + i + ".weight", 100, width, width);
      constant(name + "." + i + ".bias", 0, width);
    }
  }

  private void styled(String name, int in, int out, boolean upsampling) {
    normal(name + ".conv.weight", 1, 1, out, in, 3, 3);
    if (upsampling) {
      fir(name + ".conv.blur.kernel");
    }
    normal(name + ".conv.modulation.weight", 1, in, spec.contentDim());
    constant(name + ".conv.modulation.bias", 1, in);
    constant(name + ".noise.weight", 0, 1);
    constant(name + ".activate.bias", 0, out);
  }

  private void toRgb(String name, int channels, boolean upsampling) {
    constant(name + ".bias", 0, 1, 3, 1, 1);
    if (upsampling) {
      fir(name + ".upsample.kernel");
    }
    normal(name + ".conv.weight", 1, 1, 3, channels, 1, 1);
    normal(name + ".conv.modulation.weight", 1, channels, spec.contentDim());
    constant(name + ".conv.modulation.bias", 1, channels);
  }

  /** outer([1 3 3 1]) / 64 * 4. */
  private void fir(String name) {
    float[] taps = {1, 3, 3, 1};
    float[] kernel = new float[16];
    for (int i = 0; i < 16; i++) {
      kernel[i] = taps[i / 4] * taps[i % 4] / 16;
    }
    put(name, kernel, 4, 4);
  }

  private void normal(String name, double deviation, long... shape) {
    float[] values = Seeds.content(uniform.nextLong(), (int) HostTensor.count(shape));
    for (int i = 0; i < values.length; i++) {
      values[i] *= (float) deviation;
    }
    put(name, values, shape);
  }

  private void constant(String name, float value, long... shape) {
    float[] values = new float[(int) HostTensor.count(shape)];
    Arrays.fill(values, value);
    put(name, values, shape);
  }

  private void put(String name, float[] values, long... shape) {
    tensors.put(name, HostTensor.of(values, shape));
  }
}
