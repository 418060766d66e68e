package dev.kymo.inference.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class WritableFolderTest {
  @TempDir private Path dir;
  private final String user = System.getProperty("user.name");

  @Test
  void takesTheFolderItselfWhereItCanBeMade() {
    Path folder = dir.resolve("home/.cache/kymo");
    assertTrue(WritableFolder.isWritable(folder));
    assertEquals(folder, WritableFolder.orTemporary(folder, dir, user));
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "owners and permissions are POSIX's")
  void takesAFolderOfTheUsersOwnOtherwise() throws IOException {
    // A file in the way stops root, too, whom permissions do not.
    Path home = Files.createFile(dir.resolve("home"));
    Path folder = home.resolve(".cache/kymo");
    assertFalse(WritableFolder.isWritable(folder));
    Path other = WritableFolder.orTemporary(folder, dir, user);
    assertEquals(dir.resolve("kymo-" + user), other);
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(other)));
    assertEquals(other, WritableFolder.orTemporary(folder, dir, user), "the next start finds it");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "owners and permissions are POSIX's")
  void neverTakesWhatOthersCouldHavePrepared() throws IOException {
    Path folder = Files.createFile(dir.resolve("home")).resolve("kymo");
    Path open = Files.createDirectory(dir.resolve("kymo-" + user));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path taken = WritableFolder.orTemporary(folder, dir, user);
    assertNotEquals(open, taken);
    assertTrue(Files.isDirectory(taken));
    Files.delete(open);
    Files.createSymbolicLink(open, Files.createDirectory(dir.resolve("trap")));
    assertNotEquals(open, WritableFolder.orTemporary(folder, dir, user));
  }
}
