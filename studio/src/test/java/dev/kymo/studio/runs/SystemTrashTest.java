package dev.kymo.studio.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemTrashTest {

  @TempDir private Path folder;

  @Test
  void foldersGoWithANoteOfWhereTheyWere() throws IOException {
    Path trash = folder.resolve("Trash");
    SystemTrash system = new SystemTrash(folder, "Linux");
    for (int i = 0; i < 2; i++) {
      Path run = Files.createDirectories(folder.resolve("my runs/run 1"));
      Files.writeString(run.resolve("options.json"), "{}");
      system.takeInto(trash, run);
      assertFalse(Files.exists(run));
    }
    assertTrue(Files.exists(trash.resolve("files/run 1/options.json")));
    assertTrue(Files.exists(trash.resolve("files/run 1.2/options.json")));
    String note = Files.readString(trash.resolve("info/run 1.trashinfo"));
    assertTrue(note.startsWith("[Trash Info]\nPath=/"), note);
    assertTrue(note.contains("my%20runs/run%201\n"), note);
    assertTrue(
        note.matches("(?s).*DeletionDate=\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\n"), note);
  }

  @Test
  void whatCannotBeMovedStaysAndLeavesNoNote() {
    Path trash = folder.resolve("Trash");
    SystemTrash system = new SystemTrash(folder, "Linux");
    IOException fault =
        assertThrows(
            IOException.class, () -> system.takeInto(trash, folder.resolve("is not there")));
    assertTrue(fault.getMessage().contains("by hand"));
    assertEquals(0, trash.resolve("info").toFile().list().length);
  }
}
