package dev.kymo.studio.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.kymo.studio.project.ExportChoices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsStoreTest {

  @TempDir private Path folder;

  @Test
  void remembersFromOneStartToTheNext() {
    Path file = folder.resolve("deep").resolve("studio.json");
    SettingsStore store = new SettingsStore(file);
    assertEquals(Settings.FIRST, store.get());
    Settings.Window window = new Settings.Window(1, 2, 1300, 800, true);
    store.change(s -> s.withWindow(window).withOpenFolder("/data").withExport(ExportChoices.FIRST));
    store.change(s -> s.withRecent(List.of("/data/a.pt", "/data/b.pt")));
    assertEquals(
        new Settings(
            window,
            "/data",
            "",
            "",
            ExportChoices.FIRST,
            List.of("/data/a.pt", "/data/b.pt"),
            null,
            null,
            "",
            null),
        new SettingsStore(file).get());
    assertFalse(Files.exists(folder.resolve("deep").resolve("studio.json.new")));
  }

  @Test
  void brokenFileIsNoReasonNotToStart() throws IOException {
    Path file = folder.resolve("studio.json");
    Files.writeString(file, "{\"recent\": [1, {");
    assertEquals(Settings.FIRST, new SettingsStore(file).get());
    Files.writeString(file, "{\"export\": {\"format\": \"VHS\", \"scale\": 99}}");
    assertEquals(16, new SettingsStore(file).get().export().scale());
    Files.writeString(file, "{}");
    assertEquals(Settings.FIRST, new SettingsStore(file).get());
  }
}
