package dev.kymo.trainer.run;

import dev.kymo.inference.file.FileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a running trainer can be asked for: a file of this name in {@code control/}. */
public enum ControlRequest {
  /** Save a checkpoint and leave. */
  STOP,
  /** Save a checkpoint. */
  CHECKPOINT,
  /** Draw a sample. */
  SAMPLE;

  private Path file(RunDirectory run) {
    return run.control().resolve(RecordJson.label(this));
  }

  /**
   * Asks for it.
   *
   * @throws FileException with a sentence, when the file cannot be made
   */
  public void send(RunDirectory run) throws FileException {
    try {
      Files.createDirectories(run.control());
      Files.write(file(run), new byte[0]);
    } catch (IOException e) {
      throw FileException.writing(file(run), e);
    }
  }

  /** Whether it was asked for. The trainer takes the request away with {@link #clear}. */
  public boolean pending(RunDirectory run) {
    return Files.exists(file(run));
  }

  /**
   * Takes the request away.
   *
   * @throws FileException with a sentence
   */
  public void clear(RunDirectory run) throws FileException {
    try {
      Files.deleteIfExists(file(run));
    } catch (IOException e) {
      throw FileException.writing(file(run), e);
    }
  }
}
