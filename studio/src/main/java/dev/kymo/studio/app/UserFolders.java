package dev.kymo.studio.app;

import java.nio.file.Path;
import java.util.Locale;

/** Where a system keeps what belongs to one user. */
public final class UserFolders {

  private UserFolders() {}

  /** For settings, which a user may carry to another machine. */
  public static Path settings() {
    return folder("APPDATA", home("AppData", "Roaming"), "XDG_CONFIG_HOME", home(".config"));
  }

  /** For what concerns this machine alone. */
  public static Path state() {
    return folder(
        "LOCALAPPDATA", home("AppData", "Local"), "XDG_STATE_HOME", home(".local", "state"));
  }

  /** For what a user makes and keeps: runs, datasets. */
  public static Path data() {
    return folder(
        "LOCALAPPDATA", home("AppData", "Local"), "XDG_DATA_HOME", home(".local", "share"));
  }

  private static Path folder(
      String windowsVariable, Path windows, String linuxVariable, Path linux) {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    Path folder;
    if (system.contains("win")) {
      folder = environment(windowsVariable, windows);
    } else if (system.contains("mac")) {
      folder = home("Library", "Application Support");
    } else {
      folder = environment(linuxVariable, linux);
    }
    return folder.resolve("kymo");
  }

  private static Path home(String... names) {
    return Path.of(System.getProperty("user.home"), names);
  }

  private static Path environment(String name, Path otherwise) {
    String value = System.getenv(name);
    return value == null || value.isBlank() ? otherwise : Path.of(value);
  }
}
