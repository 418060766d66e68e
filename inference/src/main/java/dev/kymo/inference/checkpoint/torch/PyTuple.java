package dev.kymo.inference.checkpoint.torch;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/** A Python tuple: an immutable list that remembers that it was one. Elements may be null. */
public final class PyTuple extends AbstractList<Object> implements RandomAccess {
  private final Object[] items;

  /** A tuple of these items. */
  public PyTuple(List<?> items) {
    this.items = items.toArray();
  }

  /** A tuple of these items. */
  public static PyTuple of(Object... items) {
    return new PyTuple(Arrays.asList(items));
  }

  @Override
  public Object get(int index) {
    return items[index];
  }

  @Override
  public int size() {
    return items.length;
  }
}
