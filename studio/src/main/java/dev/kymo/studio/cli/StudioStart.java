package dev.kymo.studio.cli;

import dev.kymo.studio.cli.console.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Checks what the studio needs before the window is asked for. */
final class StudioStart {
  private final StudioStarter starter;
  private final Map<String, String> env;
  private final UnaryOperator<String> properties;

  /**
   * A start in the given surroundings.
   *
   * @param starter opens the window
   * @param env environment variables
   * @param properties answers with a system property, or null
   */
  StudioStart(StudioStarter starter, Map<String, String> env, UnaryOperator<String> properties) {
    this.starter = starter;
    this.env = env;
    this.properties = properties;
  }

  int open(Optional<Path> file) throws Exception {
    if (file.isPresent() && !Files.exists(file.get())) {
      throw new UserError(
          "There is no file " + file.get() + " and no command of that name: see kymo --help.");
    }
    if (file.isPresent() && Files.isDirectory(file.get())) {
      throw new UserError(file.get() + " is a folder: name a checkpoint or a project in it.");
    }
    if (!new DisplayCheck(env, properties).present()) {
      throw new UserError(DisplayCheck.MISSING);
    }
    return starter.start(file);
  }
}
