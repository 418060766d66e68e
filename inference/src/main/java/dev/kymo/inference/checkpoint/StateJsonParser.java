package dev.kymo.inference.checkpoint;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import dev.kymo.inference.checkpoint.torch.PyCall;
import dev.kymo.inference.checkpoint.torch.PyGlobal;
import dev.kymo.inference.checkpoint.torch.PyNamespace;
import dev.kymo.inference.checkpoint.torch.PyOrderedDict;
import dev.kymo.inference.checkpoint.torch.PyTuple;
import dev.kymo.inference.tensor.StoredTensor;
import dev.kymo.inference.tensor.TensorFileException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the JSON of {@link StateJson}, strictly and with bounded depth. */
final class StateJsonParser {
  private static final int MAX_DEPTH = 100;
  private static final int MAX_NUMBER = 160;

  private final Path path;
  private final JsonReader in;
  private final Map<String, StoredTensor> tensors;
  private final Set<String> used = new HashSet<>();

  StateJsonParser(Path path, JsonReader in, Map<String, StoredTensor> tensors) {
    this.path = path;
    this.in = in;
    this.tensors = tensors;
  }

  /** Reads the next value. */
  Object value(int depth) throws IOException {
    if (depth > MAX_DEPTH) {
      throw fault("its metadata is nested without end");
    }
    switch (in.peek()) {
      case NULL -> {
        in.nextNull();
        return null;
      }
      case BOOLEAN -> {
        return in.nextBoolean();
      }
      case STRING -> {
        return in.nextString();
      }
      case NUMBER -> {
        return number(in.nextString());
      }
      case BEGIN_ARRAY -> {
        return Collections.unmodifiableList(items(depth));
      }
      case BEGIN_OBJECT -> {
        in.beginObject();
        Object result = object(depth + 1);
        in.endObject();
        return result;
      }
      default -> throw fault("its metadata is not the JSON of a checkpoint");
    }
  }

  /** Fails when a tensor of the file was not named. */
  void checkAllUsed() throws TensorFileException {
    for (String name : tensors.keySet()) {
      if (!used.contains(name)) {
        throw fault("its tensor '" + name + "' is missing from its metadata");
      }
    }
  }

  private Object object(int depth) throws IOException {
    Map<Object, Object> map = new LinkedHashMap<>();
    while (in.hasNext()) {
      String name = in.nextName();
      if (name.startsWith("$")) {
        if (!map.isEmpty()) {
          throw fault("its metadata has an odd '" + name + "'");
        }
        return tagged(name, depth);
      }
      put(map, name, value(depth));
    }
    return Collections.unmodifiableMap(map);
  }

  private Object tagged(String tag, int depth) throws IOException {
    return switch (tag) {
      case StateJson.FLOAT -> special(in.nextString());
      case StateJson.TUPLE -> new PyTuple(items(depth));
      case StateJson.DICT -> Collections.unmodifiableMap(pairs(depth));
      case StateJson.ORDERED -> {
        PyOrderedDict dict = new PyOrderedDict();
        dict.putAll(pairs(depth));
        if (!in.nextName().equals(StateJson.ATTRIBUTES)
            || !(value(depth) instanceof Map<?, ?> attributes)) {
          throw fault("its metadata has an odd '" + tag + "'");
        }
        dict.attributes().putAll(attributes);
        yield dict;
      }
      case StateJson.NAMESPACE -> {
        if (!(value(depth) instanceof Map<?, ?> fields)) {
          throw fault("its metadata has an odd '" + tag + "'");
        }
        yield new PyNamespace(Collections.unmodifiableMap(new LinkedHashMap<>(fields)));
      }
      case StateJson.GLOBAL -> global(items(depth), tag);
      case StateJson.CALL -> {
        List<Object> items = items(depth);
        PyGlobal callee = global(items, tag);
        yield new PyCall(callee, new PyTuple(items.subList(2, items.size())));
      }
      case StateJson.TENSOR -> tensor(in.nextString());
      default -> throw fault("its metadata has an unknown '" + tag + "'");
    };
  }

  private StoredTensor tensor(String name) throws TensorFileException {
    StoredTensor tensor = tensors.get(name);
    if (tensor == null || !used.add(name)) {
      throw fault("its metadata names tensor '" + name + "', which is missing or named twice");
    }
    return tensor;
  }

  private PyGlobal global(List<Object> items, String tag) throws TensorFileException {
    if (items.size() >= 2
        && items.get(0) instanceof String module
        && items.get(1) instanceof String name) {
      PyGlobal global = new PyGlobal(module, name);
      boolean known = tag.equals(StateJson.GLOBAL) ? global.isDtype() : global.isInertCall();
      if (known) {
        return global;
      }
    }
    throw fault("its metadata has an odd '" + tag + "'");
  }

  private List<Object> items(int depth) throws IOException {
    List<Object> items = new ArrayList<>();
    in.beginArray();
    while (in.hasNext()) {
      items.add(value(depth + 1));
    }
    in.endArray();
    return items;
  }

  private Map<Object, Object> pairs(int depth) throws IOException {
    Map<Object, Object> map = new LinkedHashMap<>();
    in.beginArray();
    while (in.hasNext()) {
      in.beginArray();
      if (in.peek() == JsonToken.BEGIN_ARRAY || in.peek() == JsonToken.BEGIN_OBJECT) {
        throw fault("its metadata has a key that is neither a text nor a number");
      }
      Object key = value(depth);
      put(map, key, value(depth + 1));
      in.endArray();
    }
    in.endArray();
    return map;
  }

  private void put(Map<Object, Object> map, Object key, Object value) throws TensorFileException {
    if (key == null || map.containsKey(key)) {
      throw fault("its metadata has '" + key + "' as a key twice or in vain");
    }
    map.put(key, value);
  }

  private Object number(String literal) throws TensorFileException {
    if (literal.length() > MAX_NUMBER) {
      throw fault("its metadata has a number of " + literal.length() + " digits");
    }
    if (literal.chars().anyMatch(c -> c == '.' || c == 'e' || c == 'E')) {
      return Double.valueOf(literal);
    }
    BigInteger integer = new BigInteger(literal);
    return integer.bitLength() < Long.SIZE ? (Object) integer.longValue() : integer;
  }

  private Double special(String name) throws TensorFileException {
    return switch (name) {
      case "nan" -> Double.NaN;
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      default -> throw fault("its metadata has the odd number '" + name + "'");
    };
  }

  private TensorFileException fault(String fault) {
    return new TensorFileException(path, fault);
  }
}
