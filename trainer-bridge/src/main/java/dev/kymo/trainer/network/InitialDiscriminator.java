package dev.kymo.trainer.network;

import dev.kymo.inference.motion.Seeds;
import dev.kymo.inference.tensor.HostTensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * A discriminator before its first step: equalised weights standard normal, biases 0, the
 * frequencies of the Delta discriminator uniform up to 3 with both signs. The same for the same
 * seed.
 */
public final class InitialDiscriminator {
  private static final double FREQUENCY_RANGE = 3;
  private static final float[] TAPS = {1, 3, 3, 1};

  private InitialDiscriminator() {}

  /** All tensors of a discriminator's state dict, constants too. */
  public static Map<String, HostTensor> of(Discriminator discriminator, long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    Map<String, HostTensor> tensors = new LinkedHashMap<>();
    discriminator
        .shapes()
        .forEach(
            (name, shape) -> tensors.put(name, HostTensor.of(values(name, shape, random), shape)));
    return tensors;
  }

  /** Whether a tensor is learned: not a constant FIR kernel. */
  public static boolean isLearned(String name) {
    return !name.endsWith(".kernel");
  }

  private static float[] values(String name, long[] shape, RandomGenerator random) {
    int count = (int) HostTensor.count(shape);
    float[] values = new float[count];
    if (!isLearned(name)) {
      for (int i = 0; i < count; i++) {
        values[i] = TAPS[i / 4] * TAPS[i % 4] / 64;
      }
    } else if (name.startsWith("temporalPE")) {
      boolean frequency = name.endsWith(".weight");
      for (int i = 0; i < count; i++) {
        double u = random.nextDouble();
        double f = (i < count / 2 ? u : -u) * FREQUENCY_RANGE;
        values[i] = (float) (frequency ? f : 2 * u - 1);
      }
    } else if (name.endsWith(".weight")) {
      return Seeds.content(random.nextLong(), count);
    }
    return values;
  }
}
