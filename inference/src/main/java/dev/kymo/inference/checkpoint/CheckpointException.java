package dev.kymo.inference.checkpoint;

import dev.kymo.inference.file.FileException;
import dev.kymo.inference.tensor.TensorFileException;
import java.nio.file.Path;

/**
 * A checkpoint cannot be read or written; the message is one line naming the file and the fault.
 */
public final class CheckpointException extends TensorFileException {
  private static final long serialVersionUID = 1L;

  /** The file and what is wrong with it. */
  public CheckpointException(Path file, String fault) {
    super(file, fault);
  }

  /** A fault of the file below that already names it. */
  CheckpointException(FileException fault) {
    super(fault);
  }
}
