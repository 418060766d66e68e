package dev.kymo.studio.background;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/**
 * A job that was handed to a {@link JobRunner}: what the interface watches and cancels. Properties
 * and callbacks change on the callback executor only (the JavaFX thread in the studio).
 *
 * @param <T> what the job makes
 */
public final class JobHandle<T> {

  private final String name;
  private final Executor callbacks;
  private final AtomicBoolean cancelled = new AtomicBoolean();
  private final AtomicReference<Report> pending = new AtomicReference<>();
  private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(-1);
  private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
  private final List<Consumer<JobOutcome<T>>> listeners = new ArrayList<>();
  private Optional<JobOutcome<T>> outcome = Optional.empty();

  JobHandle(String name, Executor callbacks) {
    this.name = name;
    this.callbacks = callbacks;
  }

  /** What is being done, for people. */
  public String name() {
    return name;
  }

  /** How far it is, [0, 1]; negative while that is not known. */
  public ReadOnlyDoubleProperty progressProperty() {
    return progress.getReadOnlyProperty();
  }

  /** What is being done right now. */
  public ReadOnlyStringProperty messageProperty() {
    return message.getReadOnlyProperty();
  }

  /** How it ended; empty while it runs. */
  public Optional<JobOutcome<T>> outcome() {
    return outcome;
  }

  /** Asks the job to stop; it ends as cancelled soon after. */
  public void cancel() {
    cancelled.set(true);
  }

  /** Calls back once with the outcome, at once if the job has already ended. */
  public void whenEnded(Consumer<JobOutcome<T>> listener) {
    if (outcome.isPresent()) {
      listener.accept(outcome.get());
    } else {
      listeners.add(listener);
    }
  }

  /** Ends the job before it began. */
  void refuse() {
    cancel();
    callbacks.execute(() -> end(new JobOutcome.Cancelled<>()));
  }

  /** Runs the job on the calling thread and delivers its outcome. */
  void execute(Job<T> job) {
    JobOutcome<T> result;
    try {
      result = new JobOutcome.Done<>(job.run(new Context()));
    } catch (CancellationException e) {
      result = new JobOutcome.Cancelled<>();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      result = new JobOutcome.Cancelled<>();
    } catch (Exception | LinkageError | OutOfMemoryError e) {
      result = new JobOutcome.Failed<>(e);
    }
    JobOutcome<T> ended = result;
    callbacks.execute(() -> end(ended));
  }

  private void end(JobOutcome<T> result) {
    flush();
    outcome = Optional.of(result);
    List<Consumer<JobOutcome<T>>> told = List.copyOf(listeners);
    listeners.clear();
    told.forEach(listener -> listener.accept(result));
  }

  private void report(Report change) {
    // A job may report thousands of times: only one callback is ever on its way.
    if (pending.getAndSet(change) == null) {
      callbacks.execute(this::flush);
    }
  }

  private void flush() {
    Report report = pending.getAndSet(null);
    if (report != null) {
      progress.set(report.progress());
      message.set(report.message());
    }
  }

  private record Report(double progress, String message) {}

  private final class Context implements JobContext {
    private volatile Report last = new Report(-1, "");

    @Override
    public synchronized void progress(double fraction) {
      last = new Report(fraction, last.message());
      report(last);
    }

    @Override
    public synchronized void message(String text) {
      last = new Report(last.progress(), text);
      report(last);
    }

    @Override
    public boolean cancelled() {
      return cancelled.get();
    }
  }
}
