package dev.kymo.inference.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names files by their content. */
public final class Sha256 {
  private static final int CHUNK = 1 << 20;

  private Sha256() {}

  /**
   * SHA-256 of a file's bytes in hexadecimal; about a second for each gigabyte.
   *
   * @throws FileException with a sentence, when it cannot be read
   */
  public static String of(Path file) throws FileException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return of(channel);
    } catch (IOException e) {
      throw FileException.reading(file, e);
    }
  }

  /** SHA-256 of what a channel still has to give, in hexadecimal. */
  public static String of(ReadableByteChannel channel) throws IOException {
    MessageDigest sha256 = digest();
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
    while (channel.read(chunk) >= 0) {
      sha256.update(chunk.flip());
      chunk.clear();
    }
    return HexFormat.of().formatHex(sha256.digest());
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
