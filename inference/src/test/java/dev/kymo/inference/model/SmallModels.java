package dev.kymo.inference.model;

import dev.kymo.inference.checkpoint.GeneratorSpec;
import dev.kymo.inference.motion.Seeds;
import dev.kymo.inference.tensor.HostTensor;
import java.util.List;
import java.util.Map;

/** Generators small enough for loops, with every parameter away from its trivial initial value. */
final class SmallModels {
  private SmallModels() {}

  static GeneratorSpec spec(int size, List<Double> frequencies, List<Integer> channels) {
    return new GeneratorSpec(size, 24, 20, 3, 2, frequencies, channels, 16);
  }

  static Map<String, HostTensor> weights(GeneratorSpec spec) {
    Map<String, HostTensor> tensors = InitialWeights.of(spec, 7);
    int seed = 0;
    for (Map.Entry<String, HostTensor> entry : tensors.entrySet()) {
      if (entry.getKey().endsWith("bias") || entry.getKey().endsWith("noise.weight")) {
        float[] values = entry.getValue().toFloats();
        float[] shift = Seeds.content(seed++, values.length);
        for (int i = 0; i < values.length; i++) {
          values[i] += 0.3f * shift[i];
        }
        entry.setValue(HostTensor.of(values, entry.getValue().shape()));
      }
    }
    return tensors;
  }
}
