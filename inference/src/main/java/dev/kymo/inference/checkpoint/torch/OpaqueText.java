package dev.kymo.inference.checkpoint.torch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes what Kymo does not know as Python would show it, cut where it gets long: {@code
 * lab.Config(rate=0.002)}; a path as its text, a set as {@code {1, 2}}.
 */
final class OpaqueText {
  /** Longer texts help nobody, and sharing must not let them grow. */
  private static final int MOST = 500;

  private OpaqueText() {}

  /** Whether these make paths out of their parts. */
  private static boolean isPath(PyGlobal type) {
    return (type.module().equals("pathlib") || type.module().equals("pathlib._local"))
        && type.name().endsWith("Path");
  }

  private static boolean isSet(PyGlobal type) {
    return type.name().equals("set") || type.name().equals("frozenset");
  }

  /**
   * The text of a value.
   *
   * @param arguments plain
   * @param items plain
   * @param state plain; null for none
   */
  static String of(PyGlobal type, List<Object> arguments, List<Object> items, Object state) {
    if (isPath(type)) {
      return path(arguments);
    }
    StringBuilder text = new StringBuilder();
    boolean listed = arguments.size() == 1 && arguments.get(0) instanceof List<?>;
    if (isSet(type) && listed && state == null) {
      text.append('{');
      join(text, (List<?>) arguments.get(0));
      return text.append('}').toString();
    }
    text.append(type).append('(');
    List<Object> parts = new ArrayList<>(arguments);
    parts.addAll(items);
    join(text, parts);
    if (state instanceof Map<?, ?> attributes) {
      for (Map.Entry<?, ?> attribute : attributes.entrySet()) {
        if (text.length() >= MOST) {
          break;
        }
        text.append(text.charAt(text.length() - 1) == '(' ? "" : ", ");
        text.append(attribute.getKey()).append('=');
        value(text, attribute.getValue());
      }
    }
    return cut(text.append(')').toString());
  }

  /** The text of bytes. */
  static String of(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return cut("b'" + text.replaceAll("[^ -~]", "?") + "'");
  }

  private static String path(List<Object> parts) {
    StringBuilder path = new StringBuilder();
    for (Object part : parts) {
      boolean first = path.isEmpty() || path.charAt(path.length() - 1) == '/';
      path.append(first ? "" : "/").append(part);
      if (path.length() >= 8 * MOST) {
        break;
      }
    }
    return path.isEmpty() ? "." : path.toString();
  }

  private static void join(StringBuilder text, List<?> values) {
    String between = "";
    for (Object value : values) {
      if (text.length() >= MOST) {
        return;
      }
      text.append(between);
      value(text, value);
      between = ", ";
    }
  }

  private static void value(StringBuilder text, Object value) {
    if (value instanceof List<?> list) {
      text.append('[');
      join(text, list);
      text.append(']');
    } else if (value instanceof PyNamespace || value instanceof Map<?, ?>) {
      text.append("{...}");
    } else {
      text.append(cut(String.valueOf(value)));
    }
  }

  private static String cut(String text) {
    return text.length() <= MOST ? text : text.substring(0, MOST) + "...";
  }
}
