package dev.kymo.inference.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A folder that is filled beside its target under a hidden name and moved into place by {@link
 * #commit}. An existing target is replaced only when everything in it is an ordinary file that this
 * kind of folder would hold (an older clip); anything else in it, a single note or a sub-folder,
 * and the folder is refused, because its content cannot be told from a user's own.
 */
public final class PendingFolder implements AutoCloseable {
  /** Files that a desktop leaves in every folder that it shows; they go with the older clip. */
  private static final Set<String> DESKTOP_FILES = Set.of(".DS_Store", "Thumbs.db", "desktop.ini");

  private final Path target;
  private final Path resolved;
  private final Path part;
  private final Predicate<String> ours;
  private boolean committed;

  private PendingFolder(Path target, Path resolved, Path part, Predicate<String> ours) {
    this.target = target;
    this.resolved = resolved;
    this.part = part;
    this.ours = ours;
  }

  /**
   * Starts a folder.
   *
   * @param target the final name; the folder above it must exist
   * @param ours tells the file names that this kind of folder holds
   * @throws FileException when the target is a file or holds something else
   */
  public static PendingFolder open(Path target, Predicate<String> ours) throws FileException {
    try {
      Path resolved = Siblings.resolve(target);
      checkReplaceable(target, resolved, ours);
      Path part = Files.createDirectory(Siblings.beside(resolved, ".part"));
      return new PendingFolder(target, resolved, part, ours);
    } catch (IOException e) {
      throw FileException.writing(target, e);
    }
  }

  private static void checkReplaceable(Path target, Path resolved, Predicate<String> ours)
      throws IOException {
    if (!Files.exists(resolved, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (!Files.isDirectory(resolved)) {
      throw new FileException(target + " cannot be written: it is a file, not a folder.");
    }
    for (Path file : files(resolved)) {
      String name = file.getFileName().toString();
      boolean known = ours.test(name) || DESKTOP_FILES.contains(name);
      if (!known || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        throw new FileException(
            target
                + " cannot be replaced: it holds "
                + name
                + ", which is no frame of a clip; choose a new or an empty folder.");
      }
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  /** The final name, as it was asked for: the one to use in messages. */
  public Path target() {
    return target;
  }

  /** Where to put the files until then. */
  public Path folder() {
    return part;
  }

  /**
   * Flushes every file to the disk and moves the folder into place.
   *
   * @throws FileException when that fails; the older folder is then still there
   */
  public void commit() throws FileException {
    try {
      for (Path file : files(part)) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
          channel.force(true);
        }
      }
      Siblings.syncFolder(part);
      moveIntoPlace();
      Siblings.syncFolder(resolved.getParent());
    } catch (IOException e) {
      throw FileException.writing(target, e);
    }
  }

  /**
   * Moves the folder into place and leaves it to the system when its files reach the disk: for
   * thousands of folders that can be made again. After a power failure files can be empty, which
   * whoever carries on must look for.
   *
   * @throws FileException when that fails; the older folder is then still there
   */
  public void commitUnflushed() throws FileException {
    try {
      moveIntoPlace();
    } catch (IOException e) {
      throw FileException.writing(target, e);
    }
  }

  private void moveIntoPlace() throws IOException {
    // Again, because minutes may have passed.
    checkReplaceable(target, resolved, ours);
    if (Files.exists(resolved)) {
      replace();
    } else {
      Siblings.rename(part, resolved);
      committed = true;
    }
  }

  private void replace() throws IOException {
    Path old = Siblings.beside(resolved, ".old");
    Siblings.rename(resolved, old);
    try {
      Siblings.rename(part, resolved);
    } catch (IOException e) {
      Siblings.rename(old, resolved);
      throw e;
    }
    committed = true;
    // The new name must be on the disk before the old files are gone from it.
    Siblings.syncFolder(resolved.getParent());
    delete(old);
  }

  /** Discards what was written, unless it was committed. */
  @Override
  public void close() throws FileException {
    if (committed) {
      return;
    }
    try {
      if (Files.exists(part)) {
        delete(part);
      }
    } catch (IOException e) {
      throw FileException.writing(target, e);
    }
  }

  private static void delete(Path folder) throws IOException {
    for (Path file : files(folder)) {
      Files.delete(file);
    }
    Files.delete(folder);
  }
}
