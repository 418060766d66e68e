package dev.kymo.inference.frame;

/** A frame could not be drawn or kept. The message is one sentence for the user. */
public class FrameException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With a sentence for the user. */
  public FrameException(String message) {
    super(message);
  }

  /** With a sentence for the user and what caused it. */
  public FrameException(String message, Throwable cause) {
    super(message, cause);
  }
}
