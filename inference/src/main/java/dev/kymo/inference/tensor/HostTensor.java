package dev.kymo.inference.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A dense, row-major array in host memory, its elements little-endian. Immutable by convention:
 * whoever makes it no longer writes to its data.
 */
public final class HostTensor {
  private final DType dtype;
  private final long[] shape;
  private final ByteBuffer data;

  private HostTensor(DType dtype, long[] shape, ByteBuffer data) {
    this.dtype = dtype;
    this.shape = shape;
    this.data = data;
  }

  /**
   * Wraps data without copying it.
   *
   * @param dtype element type
   * @param shape sizes, each 0 or more; empty for a scalar
   * @param data the elements from position to limit, row-major, little-endian
   * @throws IllegalArgumentException when the bytes do not fill the shape exactly
   */
  public static HostTensor wrap(DType dtype, long[] shape, ByteBuffer data) {
    long expected = Math.multiplyExact(count(shape), (long) dtype.bytes());
    if (data.remaining() != expected) {
      throw new IllegalArgumentException(
          "%s of shape %s takes %d bytes, not %d"
              .formatted(dtype, Arrays.toString(shape), expected, data.remaining()));
    }
    return new HostTensor(dtype, shape.clone(), data.slice().order(ByteOrder.LITTLE_ENDIAN));
  }

  /** A float32 tensor of these values; they are copied. */
  public static HostTensor of(float[] values, long... shape) {
    ByteBuffer data = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    data.asFloatBuffer().put(values);
    return wrap(DType.FLOAT32, shape, data);
  }

  /**
   * The number of elements of a shape.
   *
   * @throws IllegalArgumentException when a size is negative or the product overflows
   */
  public static long count(long[] shape) {
    long count = 1;
    for (long size : shape) {
      if (size < 0) {
        throw new IllegalArgumentException("negative size in " + Arrays.toString(shape));
      }
      try {
        count = Math.multiplyExact(count, size);
      } catch (ArithmeticException e) {
        throw new IllegalArgumentException("too large: " + Arrays.toString(shape), e);
      }
    }
    return count;
  }

  /** The element type. */
  public DType dtype() {
    return dtype;
  }

  /** A copy of the sizes. */
  public long[] shape() {
    return shape.clone();
  }

  /** The number of elements. */
  public long count() {
    return count(shape);
  }

  /** A read-only, little-endian view of the elements. */
  public ByteBuffer data() {
    return data.asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The elements as float32: half and bfloat16 are widened, float64 rounded, others converted. */
  public float[] toFloats() {
    int n = Math.toIntExact(count());
    float[] values = new float[n];
    switch (dtype) {
      case FLOAT32 -> data.asFloatBuffer().get(0, values);
      case FLOAT64 -> {
        for (int i = 0; i < n; i++) {
          values[i] = (float) data.getDouble(8 * i);
        }
      }
      case FLOAT16 -> {
        for (int i = 0; i < n; i++) {
          values[i] = HalfFloats.halfToFloat(data.getShort(2 * i));
        }
      }
      case BFLOAT16 -> {
        for (int i = 0; i < n; i++) {
          values[i] = Float.intBitsToFloat(data.getShort(2 * i) << 16);
        }
      }
      case INT64 -> {
        for (int i = 0; i < n; i++) {
          values[i] = data.getLong(8 * i);
        }
      }
      case INT32 -> {
        for (int i = 0; i < n; i++) {
          values[i] = data.getInt(4 * i);
        }
      }
      case INT16 -> {
        for (int i = 0; i < n; i++) {
          values[i] = data.getShort(2 * i);
        }
      }
      case INT8 -> {
        for (int i = 0; i < n; i++) {
          values[i] = data.get(i);
        }
      }
      case UINT8, BOOL -> {
        for (int i = 0; i < n; i++) {
          values[i] = data.get(i) & 0xFF;
        }
      }
    }
    return values;
  }

  /** Whether no element is NaN or infinite. */
  public boolean isFinite() {
    int n = Math.toIntExact(count());
    switch (dtype) {
      case FLOAT32 -> {
        for (int i = 0; i < n; i++) {
          if (!Float.isFinite(data.getFloat(4 * i))) {
            return false;
          }
        }
        return true;
      }
      case FLOAT64 -> {
        for (int i = 0; i < n; i++) {
          if (!Double.isFinite(data.getDouble(8 * i))) {
            return false;
          }
        }
        return true;
      }
      case FLOAT16, BFLOAT16 -> {
        for (float value : toFloats()) {
          if (!Float.isFinite(value)) {
            return false;
          }
        }
        return true;
      }
      default -> {
        return true;
      }
    }
  }

  @Override
  public String toString() {
    return dtype + Arrays.toString(shape);
  }
}
