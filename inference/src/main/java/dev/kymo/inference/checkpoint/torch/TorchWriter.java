package dev.kymo.inference.checkpoint.torch;

import dev.kymo.inference.file.FileException;
import dev.kymo.inference.file.PendingFile;
import dev.kymo.inference.tensor.StoredTensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes a tree of plain values, as {@link TorchReader} gives, so that {@code torch.load} reads it.
 */
public final class TorchWriter {
  private TorchWriter() {}

  /**
   * Writes a file atomically, tensors one after the other: at most one is held in memory.
   *
   * @throws IOException when a tensor cannot be read or the file cannot be written; an existing
   *     file is then untouched
   * @throws IllegalArgumentException when the tree holds a value that has no Python counterpart
   */
  public static void write(Path path, Object root) throws IOException {
    PickleEmitter emitter = new PickleEmitter();
    byte[] pickle = emitter.emit(root);
    List<StoredTensor> storages = emitter.storages();
    try (PendingFile pending = PendingFile.open(path)) {
      StoredZipWriter zip = new StoredZipWriter(pending.channel());
      zip.add("archive/data.pkl", ByteBuffer.wrap(pickle));
      zip.add("archive/byteorder", ascii("little"));
      for (int i = 0; i < storages.size(); i++) {
        zip.add("archive/data/" + i, storages.get(i).load().data());
      }
      zip.add("archive/version", ascii("3\n"));
      zip.finish();
      pending.commit();
    } catch (IOException e) {
      throw FileException.writing(path, e);
    }
  }

  private static ByteBuffer ascii(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }
}
