package dev.kymo.inference.tensor;

import java.nio.ByteBuffer;

/** Arrays whose first axis varies fastest, as NumPy saves a transposed one. */
final class FortranOrder {
  private FortranOrder() {}

  /**
   * The same array with its last axis varying fastest.
   *
   * @param data elements with the first axis fastest
   * @param shape sizes; their product times elementBytes is the length of data
   * @param elementBytes bytes of one element
   */
  static ByteBuffer toRowMajor(byte[] data, long[] shape, int elementBytes) {
    byte[] result = new byte[data.length];
    int[] stride = new int[shape.length];
    int step = elementBytes;
    for (int axis = 0; axis < shape.length; axis++) {
      stride[axis] = step;
      step *= (int) shape[axis];
    }
    long[] index = new long[shape.length];
    int from = 0;
    for (int to = 0; to < result.length; to += elementBytes) {
      System.arraycopy(data, from, result, to, elementBytes);
      // Counts up like an odometer, the last axis first.
      for (int axis = shape.length - 1; axis >= 0; axis--) {
        index[axis]++;
        from += stride[axis];
        if (index[axis] < shape[axis]) {
          break;
        }
        from -= stride[axis] * (int) shape[axis];
        index[axis] = 0;
      }
    }
    return ByteBuffer.wrap(result);
  }
}
