package dev.kymo.studio.view.kit;

import dev.kymo.studio.control.ValueEdits;
import java.util.function.DoubleConsumer;

/** A value that is no part of the edit: it is set at once and not undone. */
public final class PlainValue implements ValueEdits {

  private final DoubleConsumer target;
  private final double initial;

  /**
   * A value that is set by a consumer.
   *
   * @param initial what it had at first
   */
  public PlainValue(DoubleConsumer target, double initial) {
    this.target = target;
    this.initial = initial;
  }

  @Override
  public void begin() {
    // Nothing is merged.
  }

  @Override
  public void set(double value) {
    target.accept(value);
  }

  @Override
  public void end() {
    // Nothing is merged.
  }

  @Override
  public void reset() {
    target.accept(initial);
  }
}
