package dev.kymo.studio.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderCheckTest {
  @Test
  void namesWhatDoesNotWork(@TempDir Path dir) throws IOException {
    Path fine = dir.resolve("fine");
    assertEquals(Map.of(), FolderCheck.unwritable(fine, fine, fine, fine, fine));
    Path blocked = Files.createFile(dir.resolve("home")).resolve(".cache/kymo");
    Map<String, String> found = FolderCheck.unwritable(blocked, fine, blocked, fine, blocked);
    assertEquals(
        List.of("cacheFolder", "settingsFolder", "dataFolder"), List.copyOf(found.keySet()));
    assertTrue(found.get("cacheFolder").contains("lies in " + fine), found.toString());
    assertEquals(
        blocked + " cannot be written to: settings, presets and recent files are not kept",
        found.get("settingsFolder"));
  }
}
