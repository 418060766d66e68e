package dev.kymo.studio.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.studio.cli.console.UserError;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudioStartTest {
  private static final Map<String, String> LINUX = Map.of("os.name", "Linux");

  private static boolean display(Map<String, String> env, Map<String, String> properties) {
    return new DisplayCheck(env, properties::get).present();
  }

  @Test
  void onlyLinuxNeedsADisplayVariable() {
    assertFalse(display(Map.of(), LINUX));
    assertFalse(display(Map.of("DISPLAY", ""), LINUX));
    assertTrue(display(Map.of("DISPLAY", ":0"), LINUX));
    assertTrue(display(Map.of("WAYLAND_DISPLAY", "wayland-0"), LINUX));
    assertTrue(display(Map.of(), Map.of("os.name", "Windows 11")));
    assertTrue(display(Map.of(), Map.of("os.name", "Linux", "glass.platform", "Monocle")));
  }

  @Test
  void withoutADisplayItSaysWhatToDoInstead() {
    StudioStart start = new StudioStart(file -> 0, Map.of(), LINUX::get);
    String message = assertThrows(UserError.class, () -> start.open(Optional.empty())).getMessage();
    assertTrue(message.contains("kymo render"), message);
    assertTrue(message.contains("ssh -X") && message.contains("xvfb-run"), message);
  }

  @Test
  void aFolderIsNotOpened(@TempDir Path dir) {
    StudioStart start = new StudioStart(file -> 0, Map.of("DISPLAY", ":0"), LINUX::get);
    String message = assertThrows(UserError.class, () -> start.open(Optional.of(dir))).getMessage();
    assertEquals(dir + " is a folder: name a checkpoint or a project in it.", message);
  }
}
