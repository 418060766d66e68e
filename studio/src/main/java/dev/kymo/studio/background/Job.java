package dev.kymo.studio.background;

/**
 * A piece of work that takes long enough to be watched and cancelled.
 *
 * @param <T> what it makes
 */
@FunctionalInterface
public interface Job<T> {

  /**
   * Does the work, away from the interface's thread.
   *
   * @param context where progress goes and cancelling is asked
   * @throws java.util.concurrent.CancellationException when it stopped because it was cancelled
   * @throws Exception when it failed; the message is a sentence for the user
   */
  T run(JobContext context) throws Exception;
}
