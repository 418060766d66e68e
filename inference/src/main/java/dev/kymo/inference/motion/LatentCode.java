package dev.kymo.inference.motion;

import java.util.Arrays;
import java.util.Objects;

/** Where a latent vector comes from: a seed, or values read from a file. Compared by value. */
public sealed interface LatentCode {

  /** A code drawn from a seed, the same on every machine (see {@link Seeds}). */
  static LatentCode seed(long seed) {
    return new Seeded(seed);
  }

  /** A code with these values; the array is copied. */
  static LatentCode of(float[] values) {
    return new Given(values.clone());
  }

  /** A code drawn from a seed. */
  record Seeded(long seed) implements LatentCode {}

  /** A code given by its values. */
  final class Given implements LatentCode {
    private final float[] values;
    private final int hash;

    private Given(float[] values) {
      this.values = values;
      this.hash = Arrays.hashCode(values);
    }

    /** A copy of the values. */
    public float[] values() {
      return values.clone();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Given given
          && given.hash == hash
          && Arrays.equals(given.values, values);
    }

    @Override
    public int hashCode() {
      return Objects.hash(hash, values.length);
    }

    @Override
    public String toString() {
      return "Given[" + values.length + " values, " + Integer.toHexString(hash) + "]";
    }
  }
}
