package dev.kymo.studio.footage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kymo.inference.footage.FootageOrigin;
import dev.kymo.studio.SyntheticFootage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FootageFinderTest {
  @TempDir private Path folder;

  private FootageOrigin origin() throws IOException {
    Path learned = Files.writeString(folder.resolve("walk.mp4"), "the footage");
    FootageOrigin origin = SyntheticFootage.origin(learned, 24, 16, 20);
    Files.delete(learned);
    return origin;
  }

  @Test
  void isFoundWhereItWasAndByNameInOtherFolders() throws IOException {
    FootageOrigin origin = origin();
    Path was = folder.resolve("was.mp4");
    Path other = Files.createDirectories(folder.resolve("other"));
    assertEquals(
        new FootageFinder.Missing(), FootageFinder.find(origin, List.of(was), List.of(other)));
    Path moved = Files.writeString(other.resolve("walk.mp4"), "the footage");
    assertEquals(
        new FootageFinder.Found(moved), FootageFinder.find(origin, List.of(was), List.of(other)));
    Files.writeString(was, "the footage");
    assertEquals(
        new FootageFinder.Found(was), FootageFinder.find(origin, List.of(was), List.of(other)));
  }

  @Test
  void aNamesakeWithAnotherContentIsNotIt() throws IOException {
    FootageOrigin origin = origin();
    Path changed = Files.writeString(folder.resolve("walk.mp4"), "other footage");
    assertEquals(
        new FootageFinder.Changed(changed),
        FootageFinder.find(origin, List.of(changed), List.of(folder)));
    Path right = Files.createDirectories(folder.resolve("right")).resolve("walk.mp4");
    Files.writeString(right, "the footage");
    assertEquals(
        new FootageFinder.Found(right),
        FootageFinder.find(origin, List.of(changed), List.of(right.getParent())));
  }
}
