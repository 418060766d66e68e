package dev.kymo.inference.footage;

import dev.kymo.inference.file.FileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A name for a footage file's content that is quick for large files too: SHA-256 of its size and
 * its bytes, or, above 64 MiB, of its size and 64 blocks of 1 MiB at even distances, the first and
 * the last among them.
 */
public final class FootageHash {
  private static final int BLOCK = 1 << 20;
  private static final int BLOCKS = 64;

  private FootageHash() {}

  /**
   * Computes it.
   *
   * @return 64 hexadecimal digits
   * @throws FileException with a sentence, when the file cannot be read
   */
  public static String of(Path file) throws FileException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      long size = channel.size();
      digest.update(ByteBuffer.allocate(Long.BYTES).putLong(size).flip());
      ByteBuffer block = ByteBuffer.allocate(BLOCK);
      boolean whole = size <= (long) BLOCKS * BLOCK;
      long blocks = whole ? (size + BLOCK - 1) / BLOCK : BLOCKS;
      for (long i = 0; i < blocks; i++) {
        channel.position(whole ? i * BLOCK : (size - BLOCK) / (BLOCKS - 1) * i);
        block.clear();
        int read = channel.read(block);
        while (read >= 0 && block.hasRemaining()) {
          read = channel.read(block);
        }
        digest.update(block.flip());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw FileException.reading(file, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
