package dev.kymo.inference.device;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Looks for a short text inside a large file, without holding the file in memory. */
final class ByteSearch {
  private static final int BUFFER = 1 << 20;

  private ByteSearch() {}

  /** Whether the file holds the ASCII text anywhere. */
  static boolean contains(Path file, String text) throws IOException {
    byte[] wanted = text.getBytes(StandardCharsets.US_ASCII);
    byte[] buffer = new byte[BUFFER + wanted.length];
    int kept = 0;
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer, 0, BUFFER); read >= 0; read = in.read(buffer, kept, BUFFER)) {
        int end = kept + read;
        if (indexOf(buffer, end, wanted) >= 0) {
          return true;
        }
        // The text may lie across the border of two reads.
        kept = Math.min(wanted.length - 1, end);
        System.arraycopy(buffer, end - kept, buffer, 0, kept);
      }
    }
    return false;
  }

  private static int indexOf(byte[] data, int end, byte[] wanted) {
    for (int i = 0; i + wanted.length <= end; i++) {
      int k = 0;
      while (k < wanted.length && data[i + k] == wanted[k]) {
        k++;
      }
      if (k == wanted.length) {
        return i;
      }
    }
    return -1;
  }
}
