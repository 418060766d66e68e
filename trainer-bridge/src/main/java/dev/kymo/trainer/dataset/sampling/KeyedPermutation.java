package dev.kymo.trainer.dataset.sampling;

/**
 * A permutation of 0 to n - 1 that is a function of a key and takes no memory: a Feistel network
 * over the next even power of two, walked again while it leads outside.
 */
public final class KeyedPermutation {
  private static final int ROUNDS = 6;

  private final int count;
  private final int halfBits;
  private final long[] keys;

  /**
   * A permutation.
   *
   * @param count n, at least 1
   * @param key its parts
   */
  public KeyedPermutation(int count, long... key) {
    if (count < 1) {
      throw new IllegalArgumentException("Nothing cannot be permuted.");
    }
    this.count = count;
    int bits = Math.max(2, 32 - Integer.numberOfLeadingZeros(count - 1));
    this.halfBits = (bits + 1) / 2;
    KeyedRandom random = KeyedRandom.of(key);
    this.keys = new long[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      keys[i] = random.next();
    }
  }

  /** Where a position, 0 to n - 1, leads. */
  public int at(int position) {
    // The network permutes at most 4 n values, so the walk is short and always comes back in.
    long value = position;
    do {
      value = network(value);
    } while (value >= count);
    return (int) value;
  }

  private long network(long value) {
    long mask = (1L << halfBits) - 1;
    long left = value >>> halfBits;
    long right = value & mask;
    for (long key : keys) {
      long mixed = left ^ (KeyedRandom.mix(right + key) & mask);
      left = right;
      right = mixed;
    }
    return left << halfBits | right;
  }
}
