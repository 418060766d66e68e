package dev.kymo.inference.tensor;

import java.util.Arrays;

/**
 * Reads the Python dictionary of a .npy header: exactly the keys descr, fortran_order and shape, a
 * string, a truth value and a tuple of whole numbers. Nothing else of Python is understood.
 */
final class NpyHeaderParser {
  /** NumPy's own limit since 2.0. */
  private static final int MOST_AXES = 64;

  private final String text;
  private int at;
  private String descr;
  private Boolean fortranOrder;
  private long[] shape;

  NpyHeaderParser(String text) {
    this.text = text;
  }

  /** The header, which takes this many bytes in the file. */
  NpyHeader parse(int bytes) throws NpyFormatException {
    expect('{');
    while (!accept('}')) {
      String key = string();
      expect(':');
      switch (key) {
        case "descr" -> descr = once(descr, description());
        case "fortran_order" -> fortranOrder = once(fortranOrder, truth());
        case "shape" -> shape = once(shape, tuple());
        default -> throw broken();
      }
      if (!accept(',')) {
        expect('}');
        break;
      }
    }
    skipSpace();
    if (at != text.length() || descr == null || fortranOrder == null || shape == null) {
      throw broken();
    }
    return new NpyHeader(descr, fortranOrder, shape, bytes);
  }

  private static <T> T once(T before, T value) throws NpyFormatException {
    if (before != null) {
      throw broken();
    }
    return value;
  }

  private String description() throws NpyFormatException {
    skipSpace();
    if (at < text.length() && text.charAt(at) == '[') {
      throw new NpyFormatException("holds records, not plain numbers");
    }
    return string();
  }

  private String string() throws NpyFormatException {
    skipSpace();
    char quote = at < text.length() ? text.charAt(at) : 0;
    int end = quote == '\'' || quote == '"' ? text.indexOf(quote, at + 1) : -1;
    if (end < 0 || end - at > 32) {
      throw broken();
    }
    String value = text.substring(at + 1, end);
    if (!value.chars().allMatch(c -> c > ' ' && c < 127 && c != '\\')) {
      throw broken();
    }
    at = end + 1;
    return value;
  }

  private boolean truth() throws NpyFormatException {
    skipSpace();
    for (boolean value : new boolean[] {true, false}) {
      String word = value ? "True" : "False";
      if (text.startsWith(word, at)) {
        at += word.length();
        return value;
      }
    }
    throw broken();
  }

  private long[] tuple() throws NpyFormatException {
    expect('(');
    long[] sizes = new long[MOST_AXES];
    int axes = 0;
    while (!accept(')')) {
      if (axes == MOST_AXES) {
        throw new NpyFormatException("has more than " + MOST_AXES + " axes");
      }
      sizes[axes++] = number();
      if (!accept(',')) {
        // (3) is a number in Python, not a tuple.
        if (axes == 1) {
          throw broken();
        }
        expect(')');
        break;
      }
    }
    return Arrays.copyOf(sizes, axes);
  }

  private long number() throws NpyFormatException {
    skipSpace();
    int start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    // 18 digits fit a long; no array has more elements.
    if (at == start || at - start > 18) {
      throw broken();
    }
    return Long.parseLong(text.substring(start, at));
  }

  private void expect(char wanted) throws NpyFormatException {
    if (!accept(wanted)) {
      throw broken();
    }
  }

  private boolean accept(char wanted) {
    skipSpace();
    if (at < text.length() && text.charAt(at) == wanted) {
      at++;
      return true;
    }
    return false;
  }

  private void skipSpace() {
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\n')) {
      at++;
    }
  }

  private static NpyFormatException broken() {
    return new NpyFormatException("has a header that is not one of NumPy's");
  }
}
