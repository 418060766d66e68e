package dev.kymo.studio.cli.console;

import dev.kymo.inference.device.EngineSetupException;
import dev.kymo.inference.frame.FrameException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CancellationException;

/** Tells a user in one line what went wrong. */
public final class ErrorSentence {
  private static final String JDK = "java";

  private ErrorSentence() {}

  /** One line, without the program's name. */
  public static String of(Throwable error) {
    return sentence(error).strip().replaceAll("\\s*\\R\\s*", " ");
  }

  private static String sentence(Throwable error) {
    if (error instanceof UserError
        || error instanceof FrameException
        || error instanceof EngineSetupException) {
      return error.getMessage();
    }
    if (error instanceof UncheckedIOException unchecked) {
      return sentence(unchecked.getCause());
    }
    if (error instanceof CancellationException) {
      return "Cancelled.";
    }
    if (error instanceof FileSystemException file) {
      return file(file);
    }
    if (error instanceof OutOfMemoryError) {
      return "The memory is not enough for this: close other programs, or ask for less at a time.";
    }
    if (error instanceof IOException && error.getMessage() != null) {
      // Kymo's own exceptions are sentences; the platform's are clauses.
      return error.getClass().getName().startsWith(JDK)
          ? "Reading or writing failed: " + error.getMessage() + "."
          : error.getMessage();
    }
    return "Something went wrong inside Kymo ("
        + error.getClass().getSimpleName()
        + (error.getMessage() == null ? "" : ": " + error.getMessage())
        + "). Run it again with KYMO_DEBUG=1 and report what it prints.";
  }

  private static String file(FileSystemException e) {
    if (e instanceof NoSuchFileException) {
      return "There is no file or folder " + e.getFile() + ".";
    }
    if (e instanceof AccessDeniedException) {
      return e.getFile() + " may not be read or written by this user.";
    }
    if (e instanceof FileAlreadyExistsException) {
      return e.getFile() + " exists already.";
    }
    return e.getFile() + ": " + (e.getReason() == null ? "cannot be used" : e.getReason()) + ".";
  }
}
