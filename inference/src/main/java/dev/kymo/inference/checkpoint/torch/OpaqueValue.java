package dev.kymo.inference.checkpoint.torch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Something in a pickle that Kymo does not know: an object of a class that is not on the list, with
 * what it would be made from. It is never made; in the tree it becomes text.
 */
final class OpaqueValue {
  private final PyGlobal type;
  private final List<Object> arguments;
  private final List<Object> items = new ArrayList<>();
  private Object state;

  /**
   * A value that nobody makes.
   *
   * @param type the class or function that would make it
   * @param arguments with what, raw
   */
  OpaqueValue(PyGlobal type, Object... arguments) {
    this.type = type;
    this.arguments = new ArrayList<>(Arrays.asList(arguments));
  }

  PyGlobal type() {
    return type;
  }

  List<Object> arguments() {
    return arguments;
  }

  /** What was appended to it or set in it, keys and values in turn. */
  List<Object> items() {
    return items;
  }

  /** The attributes that it was given; null for none. */
  Object state() {
    return state;
  }

  void setState(Object value) {
    state = value;
  }
}
