package dev.kymo.inference.model;

import ai.djl.ndarray.NDManager;
import dev.kymo.inference.kernel.Compute;
import java.util.Objects;
import java.util.function.BiFunction;

/** Keeps what was last made from a key, with its native memory, until another key is asked for. */
final class Memo<K, V> implements AutoCloseable {
  private final Compute compute;
  private NDManager scope;
  private K key;
  private V value;

  Memo(Compute compute) {
    this.compute = compute;
  }

  /** The value of a key, made in a scope of its own if it is not the last one asked for. */
  V get(K wanted, BiFunction<K, NDManager, V> maker) {
    if (!Objects.equals(wanted, key)) {
      NDManager fresh = compute.newScope();
      V made;
      try {
        made = maker.apply(wanted, fresh);
      } catch (RuntimeException e) {
        fresh.close();
        throw e;
      }
      close();
      scope = fresh;
      key = wanted;
      value = made;
    }
    return value;
  }

  @Override
  public void close() {
    if (scope != null) {
      scope.close();
      scope = null;
      key = null;
      value = null;
    }
  }
}
