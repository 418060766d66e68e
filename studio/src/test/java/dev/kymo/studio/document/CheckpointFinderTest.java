package dev.kymo.studio.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kymo.inference.file.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFinderTest {
  private final CheckpointFinder finder = new CheckpointFinder(Sha256::of);

  @TempDir Path folder;

  private Path file(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  private CheckpointReference wanted(Path file, Path otherwise) throws IOException {
    Path right = file("right", "right");
    return new CheckpointReference(file, Optional.ofNullable(otherwise), Sha256.of(right));
  }

  @Test
  void looksAtBothPlacesAndAmongNamesakes() throws IOException {
    Path near = folder.resolve("near/m.pt");
    Path far = folder.resolve("far/m.pt");
    Path known = folder.resolve("known/m.pt");
    assertEquals(new CheckpointFinder.Missing(), finder.find(wanted(near, far), List.of(known)));
    file("known/m.pt", "right");
    assertEquals(new CheckpointFinder.Found(known), finder.find(wanted(near, far), List.of(known)));
    file("far/m.pt", "right");
    assertEquals(new CheckpointFinder.Found(far), finder.find(wanted(near, far), List.of(known)));
    file("near/m.pt", "wrong");
    assertEquals(new CheckpointFinder.Found(far), finder.find(wanted(near, far), List.of()));
    file("near/m.pt", "right");
    assertEquals(new CheckpointFinder.Found(near), finder.find(wanted(near, far), List.of()));
  }

  @Test
  void findsOneThatWasRenamedByItsContent() throws IOException {
    Path near = folder.resolve("near/m.pt");
    file("near/alike.pt", "wrong");
    file("near/notes.txt", "right");
    assertEquals(new CheckpointFinder.Missing(), finder.find(wanted(near, null), List.of()));
    Path renamed = file("near/best of all.PT", "right");
    assertEquals(new CheckpointFinder.Found(renamed), finder.find(wanted(near, null), List.of()));
    Path moved = file("known/z.safetensors", "right");
    Files.delete(renamed);
    assertEquals(
        new CheckpointFinder.Found(moved),
        finder.find(wanted(near, null), List.of(folder.resolve("known/gone.pt"))));
  }

  @Test
  void tellsAChangedOneFromAMissingOne() throws IOException {
    Path near = file("near/m.pt", "trained on");
    assertEquals(new CheckpointFinder.Changed(near), finder.find(wanted(near, null), List.of()));
    assertEquals(new CheckpointFinder.Missing(), finder.find(wanted(folder, null), List.of(near)));
  }
}
