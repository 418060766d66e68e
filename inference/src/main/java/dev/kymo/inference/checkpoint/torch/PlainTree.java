package dev.kymo.inference.checkpoint.torch;

import dev.kymo.inference.tensor.StoredTensor;
import dev.kymo.inference.tensor.TensorFileException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns the graph that a pickle builds into a tree: integers become Long (or BigInteger), tuples
 * {@link PyTuple}, values of classes that are not known their {@link OpaqueText}. A graph that
 * contains itself, is nested deeply, or grows beyond measure when its shared parts are written out
 * (the "billion laughs") is refused.
 */
final class PlainTree {
  private static final int MAX_DEPTH = 64;

  private final Path file;
  private final Set<Object> ancestors = Collections.newSetFromMap(new IdentityHashMap<>());
  private long values;
  private long bytes;

  private PlainTree(Path file, long values, long bytes) {
    this.file = file;
    this.values = values;
    this.bytes = bytes;
  }

  /**
   * Copies a graph.
   *
   * @param values how many values the tree may have
   * @param bytes how many bytes its tensors may take together
   */
  static Object of(Path file, Object raw, long values, long bytes) throws TensorFileException {
    return new PlainTree(file, values, bytes).plain(raw);
  }

  private Object plain(Object raw) throws TensorFileException {
    if (--values < 0) {
      throw new TensorFileException(file, "its data.pkl unfolds to far more than it holds");
    }
    if (raw instanceof StoredTensor tensor) {
      bytes -= tensor.bytes();
      if (bytes < 0) {
        throw new TensorFileException(
            file, "its tensors share storage and unfold to far more than the file holds");
      }
      return tensor;
    }
    if (raw == null
        || raw instanceof String
        || raw instanceof Boolean
        || raw instanceof Long
        || raw instanceof BigInteger
        || raw instanceof Double) {
      return raw;
    }
    if (raw instanceof Integer i) {
      return Long.valueOf(i);
    }
    if (raw instanceof PyGlobal global && !ancestors.isEmpty()) {
      // A class or a function that is a value, such as an activation.
      return AllowedGlobals.isTorchDtype(global) ? global : global.toString();
    }
    if (raw instanceof byte[] bytes) {
      return OpaqueText.of(bytes);
    }
    if (raw instanceof PyGlobal global) {
      throw asksFor(global);
    }
    if (ancestors.size() >= MAX_DEPTH || !ancestors.add(raw)) {
      throw new TensorFileException(file, "its data.pkl is nested without end");
    }
    Object result = container(raw);
    ancestors.remove(raw);
    return result;
  }

  private Object container(Object raw) throws TensorFileException {
    if (raw instanceof Object[] tuple) {
      return new PyTuple(items(Arrays.asList(tuple)));
    }
    if (raw instanceof ArrayList<?> list) {
      return Collections.unmodifiableList(items(list));
    }
    if (raw instanceof PyOrderedDict dict) {
      PyOrderedDict copy = new PyOrderedDict();
      copy.putAll(entries(dict));
      copy.attributes().putAll(entries(dict.attributes()));
      return copy;
    }
    if (raw instanceof LinkedHashMap<?, ?> dict) {
      return Collections.unmodifiableMap(entries(dict));
    }
    if (raw instanceof PyNamespace namespace) {
      return new PyNamespace(Collections.unmodifiableMap(entries(namespace.fields())));
    }
    if (raw instanceof SafeUnpickler.RawCall call) {
      return new PyCall(call.callee(), new PyTuple(items(call.arguments())));
    }
    if (raw instanceof OpaqueValue value) {
      return opaque(value);
    }
    throw new TensorFileException(file, "its data.pkl holds a bare name or storage as a value");
  }

  private String opaque(OpaqueValue value) throws TensorFileException {
    if (ancestors.size() == 1) {
      throw asksFor(value.type());
    }
    Object state = value.state();
    // The state of a class with slots is (attributes, slots).
    Object attributes = state instanceof Object[] pair && pair.length == 2 ? pair[1] : state;
    return OpaqueText.of(
        value.type(),
        items(value.arguments()),
        items(value.items()),
        attributes instanceof Map<?, ?> ? plain(attributes) : null);
  }

  /** What the whole file is must be known. */
  private TensorFileException asksFor(PyGlobal global) {
    return new TensorFileException(
        file,
        "asks for %s, which is not on the list of what a checkpoint may name; nothing was run"
            .formatted(global));
  }

  private List<Object> items(List<?> raw) throws TensorFileException {
    // Grows as values arrive: a shared list is paid for each time it is met.
    List<Object> items = new ArrayList<>();
    for (Object item : raw) {
      items.add(plain(item));
    }
    return items;
  }

  private Map<Object, Object> entries(Map<?, ?> raw) throws TensorFileException {
    Map<Object, Object> entries = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : raw.entrySet()) {
      entries.put(entry.getKey(), plain(entry.getValue()));
    }
    return entries;
  }
}
