package dev.kymo.inference.checkpoint.torch;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A Python {@code argparse.Namespace}: the options that a trainer was started with.
 *
 * @param fields its attributes in order; values may be null
 */
public record PyNamespace(Map<Object, Object> fields) {
  /** An empty one. */
  PyNamespace() {
    this(new LinkedHashMap<>());
  }
}
