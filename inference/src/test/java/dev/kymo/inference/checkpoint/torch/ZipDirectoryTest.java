package dev.kymo.inference.checkpoint.torch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.tensor.FileSnapshot;
import dev.kymo.inference.tensor.TensorFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZipDirectoryTest {
  private static final int CHUNK = 1 << 20;

  @TempDir Path folder;

  @Test
  void readsArchivesBeyondFourGibibytes() throws IOException {
    Path file = folder.resolve("large.pt");
    byte[] pickle = new PickleText().ops("}").stop();
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      StoredZipWriter zip = new StoredZipWriter(new Sparse(channel));
      ByteBuffer zeros = ByteBuffer.allocate(64 * CHUNK);
      for (int i = 0; i < 65; i++) {
        zip.add("x/data/" + i, zeros);
      }
      zip.add("x/data.pkl", ByteBuffer.wrap(pickle));
      zip.finish();
    }
    assertTrue(Files.size(file) > 1L << 32);
    assertEquals(Map.of(), TorchReader.read(FileSnapshot.of(file)));
    try (ZipFile other = new ZipFile(file.toFile())) {
      assertEquals(66, other.size());
      assertEquals(pickle.length, other.getEntry("x/data.pkl").getSize());
    }
  }

  @Test
  void readsMoreEntriesThanSixteenBitsCount() throws IOException {
    Path file = folder.resolve("many.pt");
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      StoredZipWriter zip = new StoredZipWriter(channel);
      zip.add("x/data.pkl", ByteBuffer.wrap(new PickleText().ops("}").stop()));
      for (int i = 0; i < 70_000; i++) {
        zip.add("x/data/" + i, ByteBuffer.allocate(0));
      }
      zip.finish();
    }
    assertEquals(70_001, ZipDirectory.read(FileSnapshot.of(file)).size());
    assertEquals(Map.of(), TorchReader.read(FileSnapshot.of(file)));
  }

  @Test
  void alignsEntriesAsPyTorchDoes() throws IOException {
    Path file = folder.resolve("model.pt");
    TorchWriter.write(file, Map.of("a", 1L));
    for (ZipDirectory.Entry entry : ZipDirectory.read(FileSnapshot.of(file)).values()) {
      assertEquals(0, entry.offset() % 64, entry.name());
    }
  }

  @Test
  void refusesTheSameNameTwice() throws IOException {
    Path file = folder.resolve("twice.pt");
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      StoredZipWriter zip = new StoredZipWriter(channel);
      zip.add("x/data.pkl", ByteBuffer.wrap(new PickleText().ops("}").stop()));
      zip.add("x/data.pkl", ByteBuffer.wrap(new PickleText().ops("]").stop()));
      zip.finish();
    }
    TensorFileException e =
        assertThrows(TensorFileException.class, () -> TorchReader.read(FileSnapshot.of(file)));
    assertTrue(e.getMessage().contains("in the archive twice"), e.getMessage());
  }

  /** Leaves holes where a whole chunk of zeros is written. */
  private record Sparse(FileChannel channel) implements WritableByteChannel {
    @Override
    public int write(ByteBuffer bytes) throws IOException {
      int length = bytes.remaining();
      if (length < CHUNK) {
        return channel.write(bytes);
      }
      channel.position(channel.position() + length);
      bytes.position(bytes.limit());
      return length;
    }

    @Override
    public boolean isOpen() {
      return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
