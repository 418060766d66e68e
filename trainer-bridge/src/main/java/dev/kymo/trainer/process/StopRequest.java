package dev.kymo.trainer.process;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/** Whether a run is to leave, and why; asked between steps, set from any thread. */
public final class StopRequest implements BooleanSupplier {
  private final AtomicReference<String> reason = new AtomicReference<>();

  /**
   * Asks the run to leave; the first reason stays.
   *
   * @param why one sentence
   */
  public void ask(String why) {
    reason.compareAndSet(null, why);
  }

  /** Why it is to leave, if it is. */
  public Optional<String> reason() {
    return Optional.ofNullable(reason.get());
  }

  @Override
  public boolean getAsBoolean() {
    return reason.get() != null;
  }
}
