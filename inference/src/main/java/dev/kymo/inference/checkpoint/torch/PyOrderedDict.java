package dev.kymo.inference.checkpoint.torch;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A Python OrderedDict, such as {@code Module.state_dict()} returns, with the attributes that were
 * set on it ({@code _metadata}).
 */
public final class PyOrderedDict extends LinkedHashMap<Object, Object> {
  private static final long serialVersionUID = 1L;

  private final transient Map<Object, Object> attributes = new LinkedHashMap<>();

  /** The attributes by name; empty for most. */
  public Map<Object, Object> attributes() {
    return attributes;
  }

  @Override
  public boolean equals(Object other) {
    // As in Python: equal to any dict with the same items; attributes do not count.
    return super.equals(other);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }
}
