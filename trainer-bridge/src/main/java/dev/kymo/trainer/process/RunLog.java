package dev.kymo.trainer.process;

import dev.kymo.inference.file.FileException;
import dev.kymo.trainer.run.RunDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Appends to a run's {@code log.txt}; a log that cannot be written never stops a run. */
final class RunLog implements AutoCloseable {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  private final PrintWriter out;

  RunLog(RunDirectory run) throws FileException {
    try {
      out =
          new PrintWriter(
              Files.newBufferedWriter(
                  run.logFile(),
                  StandardCharsets.UTF_8,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.APPEND),
              true);
    } catch (IOException e) {
      throw FileException.writing(run.logFile(), e);
    }
  }

  void say(String text) {
    out.println(LocalDateTime.now(ZoneId.systemDefault()).format(TIME) + "  " + text);
  }

  void trace(Throwable error) {
    error.printStackTrace(out);
  }

  @Override
  public void close() {
    out.close();
  }
}
