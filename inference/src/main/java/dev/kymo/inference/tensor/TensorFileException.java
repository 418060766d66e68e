package dev.kymo.inference.tensor;

import dev.kymo.inference.file.FileException;
import java.nio.file.Path;

/** A file of tensors cannot be used; the message is one line that names the file and the fault. */
public class TensorFileException extends FileException {
  private static final int MAX_LENGTH = 600;

  /** The file and what is wrong with it: "model.pt: data/3 is missing from the archive". */
  public TensorFileException(Path file, String fault) {
    this(file, fault, null);
  }

  /** The same with the cause, which is for logs and not for the message. */
  public TensorFileException(Path file, String fault, Throwable cause) {
    super(printable(file + ": " + fault), cause);
  }

  /** Wraps a message that already names its file. */
  protected TensorFileException(FileException same) {
    super(same.getMessage(), same);
  }

  /**
   * Names inside a hostile file may hold line breaks, terminal escapes or megabytes: what comes
   * back is one printable line of bounded length.
   */
  private static String printable(String text) {
    String head = text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "...";
    return head.codePoints()
        .map(c -> isPrintable(c) ? c : '?')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isPrintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
