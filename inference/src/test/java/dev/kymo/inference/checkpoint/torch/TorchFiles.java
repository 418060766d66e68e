package dev.kymo.inference.checkpoint.torch;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Takes PyTorch files apart and puts them together again, with whatever entries a test wants. */
public final class TorchFiles {
  private TorchFiles() {}

  /** An archive with these entries, checksums right. */
  public static byte[] zip(Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    StoredZipWriter zip = new StoredZipWriter(Channels.newChannel(bytes));
    for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
      zip.add(entry.getKey(), ByteBuffer.wrap(entry.getValue()));
    }
    zip.finish();
    return bytes.toByteArray();
  }

  /** The entries of an archive. */
  public static Map<String, byte[]> unzip(byte[] archive) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
    }
    return entries;
  }
}
