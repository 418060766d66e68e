package dev.kymo.studio.view.export;

import dev.kymo.studio.background.Job;
import dev.kymo.studio.background.JobContext;
import java.util.concurrent.CancellationException;

/** Holds jobs up while it is on: each waits where it would otherwise ask whether to stop. */
final class PauseSwitch {

  private static final long STEP_MILLIS = 50;

  private volatile boolean on;

  void set(boolean value) {
    on = value;
  }

  /** A job that this holds up. */
  <T> Job<T> around(Job<T> job) {
    return context -> job.run(new Held(context));
  }

  private final class Held implements JobContext {
    private final JobContext inner;

    Held(JobContext inner) {
      this.inner = inner;
    }

    @Override
    public void progress(double fraction) {
      inner.progress(fraction);
    }

    @Override
    public void message(String text) {
      inner.message(text);
    }

    @Override
    public boolean cancelled() {
      return inner.cancelled();
    }

    @Override
    public void check() {
      while (on && !inner.cancelled()) {
        try {
          Thread.sleep(STEP_MILLIS);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new CancellationException();
        }
      }
      inner.check();
    }
  }
}
