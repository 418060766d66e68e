package dev.kymo.trainer.dataset.sampling;

/**
 * Uniform numbers that are a function of a key: SplitMix64 started at a mix of the key's parts.
 * Sample n of a run has numbers of its own, whoever asks for it and when.
 */
final class KeyedRandom {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private long state;

  private KeyedRandom(long state) {
    this.state = state;
  }

  /** The numbers of a key. */
  static KeyedRandom of(long... key) {
    long state = GOLDEN;
    for (long part : key) {
      state = mix(state + GOLDEN + mix(part + GOLDEN));
    }
    return new KeyedRandom(state);
  }

  /** The next 64 bits. */
  long next() {
    state += GOLDEN;
    return mix(state);
  }

  /** Uniform in [0, bound), bound at least 1; off by less than bound / 2^32. */
  int below(int bound) {
    return (int) (((next() >>> 32) * bound) >>> 32);
  }

  /** The finaliser of SplitMix64. */
  static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
