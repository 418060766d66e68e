package dev.kymo.inference.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PendingFileTest {
  @TempDir Path folder;

  @Test
  void appearsAtCommitAndNotBefore() throws IOException {
    Path target = Files.writeString(folder.resolve("a"), "old");
    try (PendingFile file = PendingFile.open(target)) {
      file.channel().write(text("new"));
      assertEquals("old", Files.readString(target));
      file.commit();
    }
    assertEquals("new", Files.readString(target));
    assertEquals(List.of(target), files());
  }

  @Test
  void isForgottenWithoutCommit() throws IOException {
    Path target = Files.writeString(folder.resolve("a"), "old");
    try (PendingFile file = PendingFile.open(target)) {
      file.channel().write(text("new"));
    }
    assertEquals("old", Files.readString(target));
    assertEquals(List.of(target), files());
  }

  @Test
  void replacesWhatALinkPointsTo() throws IOException {
    Path real = Files.writeString(folder.resolve("real"), "old");
    Path link = folder.resolve("link");
    try {
      Files.createSymbolicLink(link, real);
    } catch (IOException | UnsupportedOperationException e) {
      assumeTrue(false, "skipped: symbolic links cannot be made here");
    }
    try (PendingFile file = PendingFile.open(link)) {
      file.channel().write(text("new"));
      file.commit();
    }
    assertTrue(Files.isSymbolicLink(link));
    assertEquals("new", Files.readString(real));
  }

  @Test
  void takesTheLongestNames() throws IOException {
    Path target = folder.resolve("x".repeat(200));
    try (PendingFile file = PendingFile.open(target)) {
      file.commit();
    }
    assertEquals(List.of(target), files());
  }

  @Test
  void refusesDevicesAndRoots() {
    Path device = Path.of("/dev/null");
    assumeTrue(Files.exists(device), "skipped: there are no devices here");
    String message = assertThrows(FileException.class, () -> PendingFile.open(device)).getMessage();
    assertEquals("/dev/null cannot be written: it is not an ordinary file.", message);
    assertThrows(FileException.class, () -> PendingFile.open(Path.of("/")));
  }

  @Test
  void namesTheFolderThatDoesNotLetItIn() throws IOException {
    Path locked = Files.createDirectory(folder.resolve("locked"));
    assumeTrue(locked.toFile().setWritable(false), "skipped: folders cannot be locked here");
    assumeTrue(!Files.isWritable(locked), "skipped: this user may write everywhere");
    Path target = locked.resolve("a");
    String message = assertThrows(FileException.class, () -> PendingFile.open(target)).getMessage();
    assertTrue(message.startsWith(target + " cannot be written: access to "), message);
  }

  private static ByteBuffer text(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
