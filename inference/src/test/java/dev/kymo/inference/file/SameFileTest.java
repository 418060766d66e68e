package dev.kymo.inference.file;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One file under several names. */
class SameFileTest {
  @TempDir private Path dir;

  @Test
  void linksAndSpellingsAreSeenThrough() throws IOException {
    Path file = Files.writeString(dir.resolve("a.mp4"), "a");
    Path link = Files.createSymbolicLink(dir.resolve("b.mp4"), file);
    assertTrue(SameFile.is(file, link));
    assertTrue(SameFile.is(file, dir.resolve("x").resolve("..").resolve("a.mp4")));
    assertFalse(SameFile.is(file, Files.writeString(dir.resolve("c.mp4"), "a")));
    assertFalse(SameFile.is(file, dir.resolve("not-there.mp4")));
  }
}
