package dev.kymo.studio.project;

import dev.kymo.inference.frame.FrameException;
import java.io.IOException;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** The one sentence that the user should read now. Used from the JavaFX thread only. */
public final class Notices {

  /** How grave it is. */
  public enum Kind {
    /** Something went well. */
    GOOD,
    /** Something is not as it should be, and goes on all the same. */
    WARNING,
    /** Something failed. */
    ERROR
  }

  /**
   * A notice.
   *
   * @param kind how grave it is
   * @param sentence for the user
   * @param details more, on demand
   * @param action something useful to do about it
   */
  public record Notice(
      Kind kind, String sentence, Optional<String> details, Optional<Action> action) {}

  /**
   * Something to do about a notice.
   *
   * @param label of the button
   * @param run what it does
   */
  public record Action(String label, Runnable run) {}

  private final ReadOnlyObjectWrapper<Optional<Notice>> current =
      new ReadOnlyObjectWrapper<>(Optional.empty());

  /** What is shown; empty when nothing is. */
  public ReadOnlyObjectProperty<Optional<Notice>> currentProperty() {
    return current.getReadOnlyProperty();
  }

  /** Shows that something failed: its message, or the fallback when it has none fit for users. */
  public void error(Throwable error, String fallback) {
    boolean expected = error instanceof IOException || error instanceof FrameException;
    String message = error.getMessage();
    String sentence = expected && message != null && !message.isBlank() ? message : fallback;
    current.set(
        Optional.of(
            new Notice(Kind.ERROR, sentence, Optional.of(causes(error)), Optional.empty())));
  }

  /** Shows a sentence about something that failed. */
  public void error(String sentence) {
    current.set(Optional.of(new Notice(Kind.ERROR, sentence, Optional.empty(), Optional.empty())));
  }

  /** Shows that something went well. */
  public void good(String sentence, Optional<Action> action) {
    current.set(Optional.of(new Notice(Kind.GOOD, sentence, Optional.empty(), action)));
  }

  /** Shows that something is not as it should be, and goes on all the same. */
  public void warning(String sentence) {
    warning(sentence, Optional.empty());
  }

  /** Shows the same with something to do about it. */
  public void warning(String sentence, Optional<Action> action) {
    current.set(Optional.of(new Notice(Kind.WARNING, sentence, Optional.empty(), action)));
  }

  /** Shows nothing. */
  public void clear() {
    current.set(Optional.empty());
  }

  private static String causes(Throwable error) {
    StringBuilder text = new StringBuilder();
    Throwable cause = error;
    for (int depth = 0; cause != null && depth < 8; depth++) {
      text.append(depth == 0 ? "" : "\n").append(cause);
      cause = cause.getCause();
    }
    return text.toString();
  }
}
