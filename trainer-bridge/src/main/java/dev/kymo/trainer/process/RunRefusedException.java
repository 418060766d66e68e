package dev.kymo.trainer.process;

import java.io.IOException;

/** A run cannot be made as it is asked for; the message is one sentence for the user. */
public final class RunRefusedException extends IOException {
  private static final long serialVersionUID = 1L;

  /** With a sentence and what was found. */
  public RunRefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
