package dev.kymo.inference.checkpoint;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Options as plain Java values, for those who read them rather than keep them. */
final class PlainOptions {
  private PlainOptions() {}

  static Map<String, Object> of(Map<?, ?> fields) {
    Map<String, Object> options = new LinkedHashMap<>();
    fields.forEach((name, value) -> options.put(String.valueOf(name), plain(value)));
    return Collections.unmodifiableMap(options);
  }

  private static Object plain(Object value) {
    if (value == null
        || value instanceof String
        || value instanceof Boolean
        || value instanceof Long
        || value instanceof BigInteger
        || value instanceof Double) {
      return value;
    }
    if (value instanceof List<?> list) {
      List<Object> items = new ArrayList<>();
      list.forEach(item -> items.add(plain(item)));
      return Collections.unmodifiableList(items);
    }
    return value instanceof Map<?, ?> map ? of(map) : value.toString();
  }
}
