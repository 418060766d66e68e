package dev.kymo.studio.background;

/**
 * How a job ended.
 *
 * @param <T> what it makes
 */
public sealed interface JobOutcome<T> {

  /** It made what it should. */
  record Done<T>(T value) implements JobOutcome<T> {}

  /** It failed; the error's message is a sentence for the user. */
  record Failed<T>(Throwable error) implements JobOutcome<T> {}

  /** It was stopped before its end. */
  record Cancelled<T>() implements JobOutcome<T> {}
}
