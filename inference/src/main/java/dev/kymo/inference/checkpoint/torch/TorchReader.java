package dev.kymo.inference.checkpoint.torch;

import dev.kymo.inference.tensor.FileSnapshot;
import dev.kymo.inference.tensor.TensorFileException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Reads what {@code torch.save} wrote (PyTorch 1.6 to 2.13): the tree of plain values with {@link
 * dev.kymo.inference.tensor.StoredTensor}s in it, whose elements are read when asked for. Values
 * are null, Boolean, Long, BigInteger, Double, String, List, {@link PyTuple}, Map, {@link
 * PyOrderedDict}, {@link PyNamespace}, {@link PyGlobal} and {@link PyCall}. That a tensor was a
 * Parameter, and that two tensors shared a storage, is not kept.
 */
public final class TorchReader {
  /** Twenty times the data.pkl of a full checkpoint; bounds what it can build in memory. */
  private static final int MAX_PICKLE = 4 << 20;

  /**
   * Networks may share weights, but not hundreds of times: writing the tree must not fill a disk.
   */
  private static final int MAX_SHARING = 16;

  private TorchReader() {}

  /**
   * Reads the tree; no tensor's elements are read yet.
   *
   * @throws TensorFileException when the file is not sound
   */
  public static Object read(FileSnapshot file) throws TensorFileException {
    TorchArchive archive = TorchArchive.open(file);
    ZipDirectory.Entry order = archive.entry("byteorder").orElse(null);
    if (order != null && !text(archive.read(order, 16)).equals("little")) {
      throw new TensorFileException(
          file.path(), "was written on a big-endian machine; save it again on another one");
    }
    ByteBuffer entry = archive.read(archive.entry("data.pkl").orElseThrow(), MAX_PICKLE);
    byte[] pickle = new byte[entry.remaining()];
    entry.get(pickle);
    Object raw = SafeUnpickler.load(file.path(), pickle, new TensorRebuilder(archive));
    return PlainTree.of(
        file.path(), raw, (long) MAX_SHARING * pickle.length + 1000, MAX_SHARING * file.size());
  }

  private static String text(ByteBuffer bytes) {
    return StandardCharsets.US_ASCII.decode(bytes).toString();
  }
}
