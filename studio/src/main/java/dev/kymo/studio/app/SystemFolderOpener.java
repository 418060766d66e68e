package dev.kymo.studio.app;

import dev.kymo.studio.view.kit.FolderOpener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Asks the system to show a folder, in a process of its own. */
final class SystemFolderOpener implements FolderOpener {

  private static final Logger LOG = Logger.getLogger(SystemFolderOpener.class.getName());

  @Override
  public void reveal(Path file) {
    Path absolute = file.toAbsolutePath();
    String folder = String.valueOf(absolute.getParent());
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    List<String> command;
    if (system.contains("win")) {
      command = List.of("explorer", "/select," + absolute);
    } else if (system.contains("mac")) {
      command = List.of("open", "-R", absolute.toString());
    } else {
      command = List.of("xdg-open", folder);
    }
    try {
      new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "No file manager could be opened on " + folder, e);
    }
  }
}
