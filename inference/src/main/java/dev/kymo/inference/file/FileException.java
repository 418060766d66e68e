package dev.kymo.inference.file;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Objects;

/** A file could not be read or written. The message is one sentence that names the file. */
public class FileException extends IOException {
  private static final long serialVersionUID = 1L;

  /** With a sentence for the user. */
  public FileException(String message) {
    super(message);
  }

  /** With a sentence for the user and what caused it. */
  public FileException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Says why a file could not be written; a sentence that is one already is kept. */
  public static FileException writing(Path file, IOException cause) {
    return sentence(file, " cannot be written: ", cause);
  }

  /** Says why a file could not be read; a sentence that is one already is kept. */
  public static FileException reading(Path file, IOException cause) {
    return sentence(file, " cannot be read: ", cause);
  }

  private static FileException sentence(Path file, String what, IOException cause) {
    if (cause instanceof FileException already) {
      return already;
    }
    return new FileException(file + what + reason(file, cause) + ".", cause);
  }

  /** What a sentence about a file calls it, or another one. */
  private static String named(Path file, FileSystemException cause) {
    return file.toString().equals(cause.getFile()) ? "it" : cause.getFile();
  }

  /** A clause without its full stop; the platform's own words ("No space left on device") last. */
  private static String reason(Path file, IOException cause) {
    if (cause instanceof NoSuchFileException missing) {
      return named(file, missing) + " does not exist";
    }
    if (cause instanceof AccessDeniedException denied) {
      return "access to " + named(file, denied) + " is denied";
    }
    if (cause instanceof NotDirectoryException other) {
      return named(file, other) + " is not a folder";
    }
    if (cause instanceof FileAlreadyExistsException other) {
      return named(file, other) + " exists already, and is no folder";
    }
    if (cause instanceof ClosedByInterruptException) {
      return "the work was interrupted";
    }
    if (cause instanceof EOFException) {
      return "it ends too early";
    }
    if (cause instanceof FileSystemException failed) {
      return Objects.requireNonNullElseGet(
          failed.getReason(), () -> named(file, failed) + " cannot be used");
    }
    return Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName());
  }
}
