package dev.kymo.inference.footage;

import dev.kymo.inference.file.FileException;
import dev.kymo.inference.image.ImageFolder;
import dev.kymo.inference.image.ImageFolder.ImageFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A name for a footage file's content that is quick for large files too: SHA-256 of its size and
 * its bytes, or, above 64 MiB, of its size and 64 blocks of 1 MiB at even distances, the first and
 * the last among them. For a folder of images: of the names and sizes of all frames, and the first
 * 1 MiB of 64 of them at even distances.
 */
public final class FootageHash {
  private static final int BLOCK = 1 << 20;
  private static final int BLOCKS = 64;

  private FootageHash() {}

  /**
   * Computes it.
   *
   * @return 64 hexadecimal digits
   * @param file a video, or the folder of an image sequence
   * @throws FileException with a sentence, when the file cannot be read
   */
  public static String of(Path file) throws FileException {
    return Files.isDirectory(file) ? ofFolder(file) : ofFile(file);
  }

  private static String ofFolder(Path folder) throws FileException {
    List<ImageFile> files = ImageFolder.list(folder).frames();
    MessageDigest digest = sha256();
    for (ImageFile file : files) {
      byte[] name = file.name().getBytes(StandardCharsets.UTF_8);
      digest.update(
          ByteBuffer.allocate(Integer.BYTES + Long.BYTES)
              .putInt(name.length)
              .putLong(file.size())
              .flip());
      digest.update(name);
    }
    int sampled = Math.min(BLOCKS, files.size());
    for (int i = 0; i < sampled; i++) {
      int index = sampled == 1 ? 0 : (int) ((long) i * (files.size() - 1) / (sampled - 1));
      Path file = folder.resolve(files.get(index).name());
      try (InputStream in = Files.newInputStream(file)) {
        digest.update(in.readNBytes(BLOCK));
      } catch (IOException e) {
        throw FileException.reading(file, e);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String ofFile(Path file) throws FileException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      MessageDigest digest = sha256();
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
    }
  }
}
