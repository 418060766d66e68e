package dev.kymo.studio.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.LogManager;

/** Keeps the engine's and the toolkit's chatter off standard error, where errors are one line. */
final class EngineLogging {
  private static final String QUIET =
      """
      handlers=java.util.logging.ConsoleHandler
      java.util.logging.ConsoleHandler.level=ALL
      java.util.logging.SimpleFormatter.format=%4$s %3$s: %5$s%6$s%n
      .level=SEVERE
      """;

  private static final String LOUD = QUIET.replace(".level=SEVERE", ".level=INFO");

  private EngineLogging() {}

  /**
   * Sets up logging for the process.
   *
   * @param loud whether everything is told, for someone who looks for a fault
   */
  static void configure(boolean loud) throws IOException {
    String text = loud ? LOUD : QUIET;
    LogManager.getLogManager()
        .readConfiguration(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }
}
