package dev.kymo.trainer.dataset;

import java.io.IOException;

/** A dataset cannot be used; the message is one sentence that names the file and the fault. */
public final class DatasetException extends IOException {
  private static final long serialVersionUID = 1L;

  /** With a sentence for the user. */
  public DatasetException(String message) {
    super(message);
  }

  /** With a sentence for the user and what was found. */
  public DatasetException(String message, Throwable cause) {
    super(message, cause);
  }
}
