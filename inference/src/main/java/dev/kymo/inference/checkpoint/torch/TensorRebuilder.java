package dev.kymo.inference.checkpoint.torch;

import com.google.errorprone.annotations.FormatMethod;
import dev.kymo.inference.tensor.DType;
import dev.kymo.inference.tensor.HostTensor;
import dev.kymo.inference.tensor.TensorFileException;
import java.util.Map;

/** Turns the pickled descriptions of storages and tensors into checked views of the archive. */
final class TensorRebuilder {
  private static final int MAX_RANK = 16;

  private final TorchArchive archive;

  TensorRebuilder(TorchArchive archive) {
    this.archive = archive;
  }

  /** A storage: an entry of the archive that holds {@code count} elements. */
  record Storage(ZipDirectory.Entry entry, DType dtype, long count) {}

  /**
   * Resolves ('storage', class, key, device, element count): {@code torch.serialization}'s
   * persistent id. The device is of no interest here.
   */
  Storage storage(Object[] id) throws TensorFileException {
    if (id.length < 5
        || !"storage".equals(id[0])
        || !(id[1] instanceof PyGlobal type)
        || !(id[2] instanceof String key)
        || !(id[4] instanceof Number)) {
      throw fault("its list of storages is damaged");
    }
    long count = integer(id[4]);
    DType dtype =
        AllowedGlobals.storageType(type)
            .orElseThrow(() -> fault("storage %s has the unknown type %s", key, type));
    ZipDirectory.Entry entry =
        archive
            .entry("data/" + key)
            .orElseThrow(() -> fault("data/%s is missing from the archive", key));
    // Not a product: the count may be any number.
    if (count < 0 || entry.size() % dtype.bytes() != 0 || entry.size() / dtype.bytes() != count) {
      throw fault(
          "data/%s has %d bytes where %d elements of %s are declared",
          key, entry.size(), count, dtype);
    }
    return new Storage(entry, dtype, count);
  }

  /** Resolves the arguments of {@code torch._utils._rebuild_tensor_v2}. */
  TorchTensor tensor(Object[] arguments) throws TensorFileException {
    if (arguments.length < 6
        || !(arguments[0] instanceof Storage storage)
        || !(arguments[2] instanceof Object[] sizes)
        || !(arguments[3] instanceof Object[] steps)
        || sizes.length != steps.length
        || sizes.length > MAX_RANK) {
      throw fault("a tensor's description is damaged");
    }
    if (arguments.length > 6 && arguments[6] instanceof Map<?, ?> flags && !flags.isEmpty()) {
      throw fault("%s holds a conjugated or negated view", storage.entry().name());
    }
    long offset = integer(arguments[1]);
    long[] shape = integers(sizes);
    long[] strides = integers(steps);
    checkInside(storage, offset, shape, strides);
    return new TorchTensor(archive, storage.entry(), storage.dtype(), offset, shape, strides);
  }

  private void checkInside(Storage storage, long offset, long[] shape, long[] strides)
      throws TensorFileException {
    String name = storage.entry().name();
    try {
      long count = HostTensor.count(shape);
      long span = TorchTensor.span(shape, strides);
      // More elements than the storage has would mean a stride of 0: a small file that grows.
      if (offset < 0 || span > storage.count() - offset || count > storage.count()) {
        throw fault("a tensor of %s reaches outside its storage of %d", name, storage.count());
      }
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw fault("a tensor of %s has an impossible shape", name);
    }
  }

  private long[] integers(Object[] values) throws TensorFileException {
    long[] result = new long[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = integer(values[i]);
      if (result[i] < 0) {
        throw fault("a tensor has a negative size or stride");
      }
    }
    return result;
  }

  private long integer(Object value) throws TensorFileException {
    if (value instanceof Integer || value instanceof Long) {
      return ((Number) value).longValue();
    }
    throw fault("a tensor's description is damaged");
  }

  @FormatMethod
  private TensorFileException fault(String format, Object... arguments) {
    return new TensorFileException(archive.file().path(), format.formatted(arguments));
  }
}
