package dev.kymo.inference.tensor;

import java.io.IOException;

/** A tensor whose type and shape are known and whose elements are read when asked for. */
public interface StoredTensor {

  /** The element type. */
  DType dtype();

  /** A copy of the sizes. */
  long[] shape();

  /**
   * Reads the elements; each call may read them again.
   *
   * @throws IOException when the file cannot be read or has changed since it was opened
   */
  HostTensor load() throws IOException;

  /** How many bytes the elements take. */
  default long bytes() {
    return Math.multiplyExact(HostTensor.count(shape()), (long) dtype().bytes());
  }

  /** A tensor that is already in memory. */
  static StoredTensor of(HostTensor tensor) {
    return new StoredTensor() {
      @Override
      public DType dtype() {
        return tensor.dtype();
      }

      @Override
      public long[] shape() {
        return tensor.shape();
      }

      @Override
      public HostTensor load() {
        return tensor;
      }

      @Override
      public String toString() {
        return tensor.toString();
      }
    };
  }
}
