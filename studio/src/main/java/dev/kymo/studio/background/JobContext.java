package dev.kymo.studio.background;

import java.util.concurrent.CancellationException;

/** What a running {@link Job} may ask and tell. Safe to use from any thread. */
public interface JobContext {

  /**
   * Tells how far the work is.
   *
   * @param fraction [0, 1], or negative when that is not known
   */
  void progress(double fraction);

  /** Tells what is being done, in a few words for the user. */
  void message(String text);

  /** Whether somebody asked for the work to stop. */
  boolean cancelled();

  /**
   * Stops here when somebody asked for it.
   *
   * @throws CancellationException when the job is cancelled
   */
  default void check() {
    if (cancelled()) {
      throw new CancellationException();
    }
  }
}
