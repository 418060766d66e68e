package dev.kymo.inference.checkpoint.torch;

import com.google.errorprone.annotations.FormatMethod;
import dev.kymo.inference.tensor.FileSnapshot;
import dev.kymo.inference.tensor.TensorFileException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/** The archive that {@code torch.save} writes: a pickle and raw storages in one root folder. */
final class TorchArchive {
  private static final String PICKLE = "data.pkl";

  private final FileSnapshot file;
  private final Map<String, ZipDirectory.Entry> entries;
  private final String root;

  private TorchArchive(FileSnapshot file, Map<String, ZipDirectory.Entry> entries, String root) {
    this.file = file;
    this.entries = entries;
    this.root = root;
  }

  /** Opens an archive and checks that every entry lies in the file, uncompressed. */
  static TorchArchive open(FileSnapshot file) throws TensorFileException {
    Map<String, ZipDirectory.Entry> entries = ZipDirectory.read(file);
    List<String> pickles =
        entries.keySet().stream()
            .filter(name -> name.equals(PICKLE) || name.matches("[^/]+/data\\.pkl"))
            .toList();
    if (pickles.size() != 1) {
      throw new TensorFileException(
          file.path(), "is a zip archive but not a PyTorch checkpoint: it has no data.pkl");
    }
    String root = pickles.get(0).substring(0, pickles.get(0).length() - PICKLE.length());
    TorchArchive archive = new TorchArchive(file, entries, root);
    if (archive.entry("constants.pkl").isPresent()) {
      throw archive.fault("is a TorchScript program, not a checkpoint");
    }
    for (ZipDirectory.Entry entry : entries.values()) {
      if (!entry.stored()) {
        throw archive.fault(
            "%s is compressed, which torch.save never does; save it again there", entry.name());
      }
    }
    return archive;
  }

  FileSnapshot file() {
    return file;
  }

  /** The entry of this name below the archive's root folder, such as {@code data/0}. */
  Optional<ZipDirectory.Entry> entry(String name) {
    return Optional.ofNullable(entries.get(root + name));
  }

  /** Reads a small entry as a whole and checks its checksum. */
  ByteBuffer read(ZipDirectory.Entry entry, int limit) throws TensorFileException {
    if (entry.size() > limit) {
      throw fault("%s is %d bytes long, more than any checkpoint", entry.name(), entry.size());
    }
    ByteBuffer bytes = file.read(entry.offset(), (int) entry.size());
    check(entry, bytes);
    return bytes;
  }

  /** Checks an entry's bytes against its checksum, if it has one. */
  void check(ZipDirectory.Entry entry, ByteBuffer bytes) throws TensorFileException {
    if (entry.crc() == 0) {
      // torch.serialization.set_crc32_options(False) writes zeros.
      return;
    }
    CRC32 crc = new CRC32();
    crc.update(bytes.duplicate());
    if ((int) crc.getValue() != entry.crc()) {
      throw fault("%s is damaged: its bytes do not match their checksum", entry.name());
    }
  }

  @FormatMethod
  private TensorFileException fault(String format, Object... arguments) {
    return new TensorFileException(file.path(), format.formatted(arguments));
  }
}
