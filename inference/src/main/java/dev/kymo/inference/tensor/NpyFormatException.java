package dev.kymo.inference.tensor;

import java.io.IOException;

/** Something is wrong with an array in a .npz file; the message is a clause without a subject. */
final class NpyFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  NpyFormatException(String clause) {
    super(clause);
  }

  NpyFormatException(String clause, Throwable cause) {
    super(clause, cause);
  }
}
