package dev.kymo.trainer.metric.fvd;

import java.io.IOException;

/** A distance cannot be computed. The message tells the user why, in one sentence. */
public final class FvdException extends IOException {
  private static final long serialVersionUID = 1L;

  /** With a sentence for the user. */
  public FvdException(String message) {
    super(message);
  }

  /** With a sentence for the user and what caused it. */
  public FvdException(String message, Throwable cause) {
    super(message, cause);
  }
}
