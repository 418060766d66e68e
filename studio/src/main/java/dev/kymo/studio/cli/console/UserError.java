package dev.kymo.studio.cli.console;

/** A command cannot do what is asked. The message tells the user why, in one sentence. */
public final class UserError extends Exception {
  private static final long serialVersionUID = 1L;

  /** With a sentence for the user. */
  public UserError(String message) {
    super(message);
  }

  /** With a sentence for the user and what caused it. */
  public UserError(String message, Throwable cause) {
    super(message, cause);
  }
}
