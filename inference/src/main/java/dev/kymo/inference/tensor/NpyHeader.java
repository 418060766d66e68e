package dev.kymo.inference.tensor;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What stands before the elements of a .npy array. Source: NumPy's format description, versions
 * 1.0, 2.0 and 3.0.
 *
 * @param descr the element type as NumPy spells it, such as {@code <f4}
 * @param fortranOrder whether the first axis varies fastest
 * @param shape sizes, each 0 or more
 * @param bytes how many bytes the header takes in the file
 */
@SuppressWarnings("ArrayRecordComponent") // Package-private and never compared.
record NpyHeader(String descr, boolean fortranOrder, long[] shape, int bytes) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  /** NumPy's own reader stops at 10,000; the shape and type of a plain array take about 100. */
  private static final int LONGEST = 1 << 16;

  private static final int ALIGNMENT = 64;

  /**
   * Reads a header and leaves the stream at the first element.
   *
   * @throws NpyFormatException with a clause that says what is wrong with it
   * @throws IOException when the stream fails
   */
  static NpyHeader read(InputStream in) throws IOException {
    try {
      DataInputStream data = new DataInputStream(in);
      if (!Arrays.equals(data.readNBytes(MAGIC.length), MAGIC)) {
        throw new NpyFormatException("is not a NumPy array");
      }
      int major = data.readUnsignedByte();
      int minor = data.readUnsignedByte();
      if (major < 1 || major > 3 || minor != 0) {
        throw new NpyFormatException("has the unknown NumPy format " + major + "." + minor);
      }
      long length =
          major == 1
              ? Short.toUnsignedInt(Short.reverseBytes(data.readShort()))
              : Integer.toUnsignedLong(Integer.reverseBytes(data.readInt()));
      if (length > LONGEST) {
        throw new NpyFormatException("claims a header of " + length + " bytes");
      }
      byte[] text = data.readNBytes((int) length);
      if (text.length < length) {
        throw new EOFException();
      }
      int before = MAGIC.length + 2 + (major == 1 ? 2 : 4);
      String dictionary =
          new String(text, major == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
      return new NpyHeaderParser(dictionary).parse(before + text.length);
    } catch (EOFException e) {
      throw new NpyFormatException("ends inside its header", e);
    }
  }

  /** The bytes of a version 1.0 header in C order, padded as NumPy does. */
  static byte[] format(DType dtype, long[] shape) {
    StringBuilder text = new StringBuilder("{'descr': '").append(descr(dtype));
    text.append("', 'fortran_order': False, 'shape': (");
    for (int axis = 0; axis < shape.length; axis++) {
      // A tuple of one needs its comma.
      text.append(shape[axis]).append(shape.length == 1 ? "," : "");
      text.append(axis + 1 < shape.length ? ", " : "");
    }
    text.append("), }");
    int before = MAGIC.length + 4;
    while ((before + text.length() + 1) % ALIGNMENT != 0) {
      text.append(' ');
    }
    text.append('\n');
    return ByteBuffer.allocate(before + text.length())
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(MAGIC)
        .put((byte) 1)
        .put((byte) 0)
        .putShort((short) text.length())
        .put(text.toString().getBytes(StandardCharsets.ISO_8859_1))
        .array();
  }

  /**
   * The element type.
   *
   * @throws NpyFormatException when it is none that Kymo reads
   */
  DType dtype() throws NpyFormatException {
    if (descr.startsWith(">")) {
      throw new NpyFormatException(
          "is big-endian (" + descr + "), which Kymo does not read; save it as little-endian");
    }
    return switch (descr) {
      case "<f8" -> DType.FLOAT64;
      case "<f4" -> DType.FLOAT32;
      case "<f2" -> DType.FLOAT16;
      case "<i8" -> DType.INT64;
      case "<i4" -> DType.INT32;
      case "<i2" -> DType.INT16;
      case "|i1", "<i1" -> DType.INT8;
      case "|u1", "<u1" -> DType.UINT8;
      case "|b1", "<b1" -> DType.BOOL;
      default ->
          throw new NpyFormatException("holds elements of type " + descr + ", not plain numbers");
    };
  }

  private static String descr(DType dtype) {
    return switch (dtype) {
      case FLOAT64 -> "<f8";
      case FLOAT32 -> "<f4";
      case FLOAT16 -> "<f2";
      case INT64 -> "<i8";
      case INT32 -> "<i4";
      case INT16 -> "<i2";
      case INT8 -> "|i1";
      case UINT8 -> "|u1";
      case BOOL -> "|b1";
      case BFLOAT16 ->
          throw new IllegalArgumentException("NumPy has no bfloat16: widen it to float32 first");
    };
  }
}
