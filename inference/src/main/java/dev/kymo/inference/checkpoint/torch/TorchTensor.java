package dev.kymo.inference.checkpoint.torch;

import dev.kymo.inference.tensor.DType;
import dev.kymo.inference.tensor.HostTensor;
import dev.kymo.inference.tensor.StoredTensor;
import dev.kymo.inference.tensor.TensorFileException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A view of a storage in an archive: sizes, strides and an offset in elements, as PyTorch keeps
 * them. Made only by {@link TensorRebuilder}, which has checked that it stays inside its storage.
 */
final class TorchTensor implements StoredTensor {
  private final TorchArchive archive;
  private final ZipDirectory.Entry entry;
  private final DType dtype;
  private final long offset;
  private final long[] shape;
  private final long[] strides;

  TorchTensor(
      TorchArchive archive,
      ZipDirectory.Entry entry,
      DType dtype,
      long offset,
      long[] shape,
      long[] strides) {
    this.archive = archive;
    this.entry = entry;
    this.dtype = dtype;
    this.offset = offset;
    this.shape = shape;
    this.strides = strides;
  }

  @Override
  public DType dtype() {
    return dtype;
  }

  @Override
  public long[] shape() {
    return shape.clone();
  }

  @Override
  public HostTensor load() throws TensorFileException {
    long bytes = span(shape, strides) * dtype.bytes();
    if (bytes > Integer.MAX_VALUE - 8) {
      throw new TensorFileException(
          archive.file().path(), entry.name() + " holds a tensor larger than the limit of 2 GiB");
    }
    ByteBuffer data = archive.file().read(entry.offset() + offset * dtype.bytes(), (int) bytes);
    if (bytes == entry.size()) {
      archive.check(entry, data);
    }
    return HostTensor.wrap(dtype, shape, isRowMajor() ? data : gather(data));
  }

  /** How many elements of the storage lie between the first and the last one, both included. */
  static long span(long[] shape, long[] strides) {
    long last = 0;
    for (int i = 0; i < shape.length; i++) {
      if (shape[i] == 0) {
        return 0;
      }
      last = Math.addExact(last, Math.multiplyExact(shape[i] - 1, strides[i]));
    }
    return Math.addExact(last, 1);
  }

  private boolean isRowMajor() {
    long expected = 1;
    for (int i = shape.length - 1; i >= 0; i--) {
      // The stride along a size of 1 is never used and often odd.
      if (shape[i] != 1 && strides[i] != expected) {
        return false;
      }
      expected *= shape[i];
    }
    return true;
  }

  private ByteBuffer gather(ByteBuffer data) {
    int item = dtype.bytes();
    byte[] to = new byte[Math.toIntExact(HostTensor.count(shape) * item)];
    long[] index = new long[shape.length];
    long source = 0;
    for (int at = 0; at < to.length; at += item) {
      data.get((int) source * item, to, at, item);
      for (int i = shape.length - 1; i >= 0; i--) {
        source += strides[i];
        if (++index[i] < shape[i]) {
          break;
        }
        source -= strides[i] * shape[i];
        index[i] = 0;
      }
    }
    return ByteBuffer.wrap(to).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public String toString() {
    return dtype + Arrays.toString(shape);
  }
}
