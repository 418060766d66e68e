package dev.kymo.inference.checkpoint.torch;

import dev.kymo.inference.tensor.DType;
import dev.kymo.inference.tensor.HostTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Numbers that came out of numpy: {@code numpy.core.multiarray.scalar(numpy.dtype('f8'), bytes)}.
 */
final class NumpyScalars {
  private static final Set<PyGlobal> SCALARS =
      Set.of(
          new PyGlobal("numpy.core.multiarray", "scalar"),
          new PyGlobal("numpy._core.multiarray", "scalar"));

  private static final PyGlobal DTYPE = new PyGlobal("numpy", "dtype");

  private static final Map<String, Integer> SIZES =
      Map.ofEntries(
          Map.entry("b1", 1),
          Map.entry("i1", 1),
          Map.entry("u1", 1),
          Map.entry("i2", 2),
          Map.entry("u2", 2),
          Map.entry("f2", 2),
          Map.entry("i4", 4),
          Map.entry("u4", 4),
          Map.entry("f4", 4),
          Map.entry("i8", 8),
          Map.entry("f8", 8));

  private NumpyScalars() {}

  /** Whether a call of it makes a number. */
  static boolean isScalar(PyGlobal callee) {
    return SCALARS.contains(callee);
  }

  /** The number or text of such a call as Python's own; empty for types that have none. */
  static Optional<Object> value(Object[] arguments) {
    if (arguments.length != 2
        || !(arguments[0] instanceof OpaqueValue dtype)
        || !dtype.type().equals(DTYPE)
        || dtype.arguments().isEmpty()
        || !(dtype.arguments().get(0) instanceof String kind)
        || !(arguments[1] instanceof byte[] bytes)) {
      return Optional.empty();
    }
    boolean big =
        dtype.state() instanceof Object[] state && state.length > 1 && ">".equals(state[1]);
    if (kind.startsWith("U") && bytes.length % 4 == 0) {
      String text = new String(bytes, Charset.forName(big ? "UTF-32BE" : "UTF-32LE"));
      return Optional.of(text.replace("\0", ""));
    }
    if (!Integer.valueOf(bytes.length).equals(SIZES.get(kind))) {
      return Optional.empty();
    }
    ByteBuffer data =
        ByteBuffer.wrap(bytes).order(big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    return Optional.of(number(kind, data));
  }

  private static double half(short bits) {
    ByteBuffer data = ByteBuffer.allocate(2).order(ByteOrder.LITTLE_ENDIAN).putShort(0, bits);
    return HostTensor.wrap(DType.FLOAT16, new long[] {1}, data).toFloats()[0];
  }

  private static Object number(String kind, ByteBuffer data) {
    return switch (kind) {
      case "b1" -> (Object) (data.get(0) != 0);
      case "i1" -> (long) data.get(0);
      case "u1" -> data.get(0) & 0xFFL;
      case "i2" -> (long) data.getShort(0);
      case "u2" -> data.getShort(0) & 0xFFFFL;
      case "i4" -> (long) data.getInt(0);
      case "u4" -> data.getInt(0) & 0xFFFFFFFFL;
      case "i8" -> data.getLong(0);
      // The tensor is little-endian whatever its buffer was.
      case "f2" -> half(data.getShort(0));
      case "f4" -> (double) data.getFloat(0);
      default -> data.getDouble(0);
    };
  }
}
