package dev.kymo.inference.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** What pending files and folders share: a name beside the target, and the move to the target. */
final class Siblings {
  private Siblings() {}

  /** The target as an absolute path, a symbolic link followed so that it stays a link. */
  static Path resolve(Path target) throws IOException {
    Path absolute = target.toAbsolutePath().normalize();
    if (absolute.getParent() == null) {
      throw new FileException(target + " cannot be written: it is the root of a disk.");
    }
    if (Files.isSymbolicLink(absolute) && Files.exists(absolute)) {
      return absolute.toRealPath();
    }
    Path parent = absolute.getParent();
    if (!Files.isDirectory(parent)) {
      throw new FileException(
          target + " cannot be written: the folder " + parent + " does not exist.");
    }
    return absolute;
  }

  /** A fresh hidden name in the target's folder, whatever the length of the target's own name. */
  static Path beside(Path resolved, String ending) {
    String random = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    return resolved.resolveSibling(".kymo-" + random + ending);
  }

  /** Moves and makes the move durable. */
  static void move(Path from, Path to) throws IOException {
    rename(from, to);
    syncFolder(to.getParent());
  }

  static void rename(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Makes the new name itself durable. Windows cannot open a folder, and does not need it. */
  static void syncFolder(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // The content is already on disk; only the moment of the rename is left to the platform.
      return;
    }
  }
}
