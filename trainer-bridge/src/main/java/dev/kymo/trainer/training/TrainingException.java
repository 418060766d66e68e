package dev.kymo.trainer.training;

/** Training cannot go on; the message is one sentence for the user. */
public final class TrainingException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What kind of end it is. */
  public enum Reason {
    /** A loss or a weight is not a number. */
    NOT_A_NUMBER,
    /** A loss has grown beyond all sense. */
    EXPLODED,
    /** The device has too little memory for this batch. */
    OUT_OF_MEMORY,
    /** The device or the engine failed. */
    DEVICE,
    /** The real data cannot be read any more. */
    DATA
  }

  private final Reason reason;

  /** With its kind, a sentence, and what was found (may be null). */
  public TrainingException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** What kind of end it is. */
  public Reason reason() {
    return reason;
  }
}
