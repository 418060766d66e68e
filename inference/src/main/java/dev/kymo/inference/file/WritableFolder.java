package dev.kymo.inference.file;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Finds a folder that can be written to, where the usual one cannot: a home that is read-only. */
public final class WritableFolder {
  private static final Set<PosixFilePermission> OWN = PosixFilePermissions.fromString("rwx------");

  private WritableFolder() {}

  /** Whether files can be put into a folder, which may still have to be made. */
  public static boolean isWritable(Path folder) {
    Path there = folder.toAbsolutePath();
    while (there != null && !Files.exists(there, LinkOption.NOFOLLOW_LINKS)) {
      there = there.getParent();
    }
    return there != null && Files.isDirectory(there) && Files.isWritable(there);
  }

  /**
   * The folder itself, or, when it cannot be written to, one of this user's among the temporary
   * files. Programs may be unpacked there, so that a folder that somebody else could have prepared
   * is never taken.
   *
   * @param folder for what can be made again
   * @param temporary where temporary files are
   * @param user the user's name
   */
  public static Path orTemporary(Path folder, Path temporary, String user) {
    if (isWritable(folder)) {
      return folder;
    }
    Path other = temporary.resolve("kymo-" + user.replaceAll("[^A-Za-z0-9._-]", "_"));
    try {
      return isOwn(other, user) ? other : Files.createTempDirectory(temporary, "kymo-");
    } catch (IOException e) {
      // Whoever needs a file in it says so.
      return folder;
    }
  }

  private static boolean isOwn(Path folder, String user) throws IOException {
    boolean posix = Files.getFileStore(folder.getParent()).supportsFileAttributeView("posix");
    if (!posix) {
      Files.createDirectories(folder);
      return true;
    }
    try {
      Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWN));
      return true;
    } catch (FileAlreadyExistsException e) {
      PosixFileAttributes found =
          Files.getFileAttributeView(
                  folder, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
              .readAttributes();
      return found.isDirectory()
          && found.owner().getName().equals(user)
          && found.permissions().equals(OWN);
    }
  }
}
