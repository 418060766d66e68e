package dev.kymo.studio.background;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Works out answers in the background, one at a time, and only to the newest question: what is
 * overtaken while it waits is dropped, so that nothing queues up behind a slow answer.
 *
 * @param <Q> what is asked
 * @param <A> what is answered
 */
public final class NewestOnly<Q, A> {

  private final Function<Q, A> work;
  private final Executor workers;
  private final Executor callbacks;
  private final Consumer<A> done;
  private Optional<Q> waiting = Optional.empty();
  private boolean busy;

  /**
   * Has not been asked yet.
   *
   * @param work answers, and throws nothing
   * @param workers where it does so
   * @param callbacks where answers are handed over: the JavaFX thread
   * @param done takes them
   */
  public NewestOnly(Function<Q, A> work, Executor workers, Executor callbacks, Consumer<A> done) {
    this.work = work;
    this.workers = workers;
    this.callbacks = callbacks;
    this.done = done;
  }

  /** Asks; what waits unanswered is forgotten. From any thread. */
  public void ask(Q question) {
    synchronized (this) {
      waiting = Optional.of(question);
      if (busy) {
        return;
      }
      busy = true;
    }
    try {
      workers.execute(this::answer);
    } catch (RejectedExecutionException e) {
      // The window is closing.
      forget();
    }
  }

  private synchronized void forget() {
    waiting = Optional.empty();
    busy = false;
  }

  private synchronized Optional<Q> next() {
    Optional<Q> next = waiting;
    waiting = Optional.empty();
    busy = next.isPresent();
    return next;
  }

  private void answer() {
    for (Optional<Q> next = next(); next.isPresent(); next = next()) {
      A answer = work.apply(next.get());
      callbacks.execute(() -> done.accept(answer));
    }
  }
}
