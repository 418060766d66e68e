package dev.kymo.inference.checkpoint;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import dev.kymo.inference.checkpoint.torch.PyCall;
import dev.kymo.inference.checkpoint.torch.PyGlobal;
import dev.kymo.inference.checkpoint.torch.PyNamespace;
import dev.kymo.inference.checkpoint.torch.PyOrderedDict;
import dev.kymo.inference.checkpoint.torch.PyTuple;
import dev.kymo.inference.tensor.StoredTensor;
import dev.kymo.inference.tensor.TensorFileException;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a checkpoint's values as JSON without loss; {@link StateJsonParser} reads them back.
 *
 * <ul>
 *   <li>null, true, false, texts and lists are themselves; an integer has neither point nor
 *       exponent, a float always has one of them (1 and 1.0 stay apart)
 *   <li>a dict with text keys is an object, unless a key begins with "$"; any other is {@code
 *       {"$dict": [[key, value], ...]}}
 *   <li>{@code {"$float": "nan"|"inf"|"-inf"}}, {@code {"$tuple": [...]}}, {@code {"$ordered":
 *       [[key, value], ...], "attributes": dict}}, {@code {"$namespace": dict}}, {@code {"$global":
 *       ["torch", "float16"]}}, {@code {"$call": ["torch", "device", argument, ...]}}, {@code
 *       {"$tensor": name}}
 * </ul>
 */
final class StateJson {
  static final String FLOAT = "$float";
  static final String TUPLE = "$tuple";
  static final String DICT = "$dict";
  static final String ORDERED = "$ordered";
  static final String ATTRIBUTES = "attributes";
  static final String NAMESPACE = "$namespace";
  static final String GLOBAL = "$global";
  static final String CALL = "$call";
  static final String TENSOR = "$tensor";

  private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();

  /** The tensors that were met, by the names that they were given: their paths. */
  Map<String, StoredTensor> tensors() {
    return Collections.unmodifiableMap(tensors);
  }

  /** Writes a value; a writer is used once. */
  String write(Object root) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonWriter writer = new JsonWriter(text)) {
      value(writer, root, "");
    }
    return text.toString();
  }

  /** Reads a value back; every tensor must be named in it exactly once. */
  static Object parse(Path path, String json, Map<String, StoredTensor> tensors)
      throws TensorFileException {
    try (JsonReader reader = new JsonReader(new StringReader(json))) {
      reader.setStrictness(Strictness.STRICT);
      StateJsonParser parser = new StateJsonParser(path, reader, tensors);
      Object value = parser.value(0);
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw new TensorFileException(path, "its metadata goes on after its end");
      }
      parser.checkAllUsed();
      return value;
    } catch (TensorFileException e) {
      throw e;
    } catch (IOException | IllegalStateException e) {
      throw new TensorFileException(path, "its metadata is not the JSON of a checkpoint", e);
    }
  }

  private void value(JsonWriter out, Object value, String path) throws IOException {
    if (value == null) {
      out.nullValue();
    } else if (value instanceof Boolean b) {
      out.value(b);
    } else if (value instanceof String s) {
      out.value(s);
    } else if (value instanceof Long || value instanceof BigInteger) {
      out.value((Number) value);
    } else if (value instanceof Double d) {
      number(out, d);
    } else if (value instanceof StoredTensor tensor) {
      out.beginObject().name(TENSOR).value(name(path, tensor)).endObject();
    } else if (value instanceof PyTuple tuple) {
      out.beginObject().name(TUPLE);
      items(out, tuple, path);
      out.endObject();
    } else if (value instanceof List<?> list) {
      items(out, list, path);
    } else if (value instanceof PyOrderedDict dict) {
      out.beginObject().name(ORDERED);
      pairs(out, dict, path);
      out.name(ATTRIBUTES);
      dict(out, dict.attributes(), path + "." + ATTRIBUTES);
      out.endObject();
    } else if (value instanceof Map<?, ?> map) {
      dict(out, map, path);
    } else if (value instanceof PyNamespace namespace) {
      out.beginObject().name(NAMESPACE);
      dict(out, namespace.fields(), path);
      out.endObject();
    } else if (value instanceof PyGlobal global) {
      out.beginObject().name(GLOBAL).beginArray();
      out.value(global.module()).value(global.name()).endArray().endObject();
    } else if (value instanceof PyCall call) {
      out.beginObject().name(CALL).beginArray();
      out.value(call.callee().module()).value(call.callee().name());
      for (Object argument : call.arguments()) {
        value(out, argument, path);
      }
      out.endArray().endObject();
    } else {
      throw new IllegalArgumentException("no JSON for a " + value.getClass().getName());
    }
  }

  private static void number(JsonWriter out, double value) throws IOException {
    if (Double.isFinite(value)) {
      out.value(value);
    } else {
      String name = Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
      out.beginObject().name(FLOAT).value(name).endObject();
    }
  }

  private void dict(JsonWriter out, Map<?, ?> map, String path) throws IOException {
    boolean plain =
        map.keySet().stream().allMatch(key -> key instanceof String s && !s.startsWith("$"));
    out.beginObject();
    if (plain) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        out.name((String) entry.getKey());
        value(out, entry.getValue(), join(path, entry.getKey()));
      }
    } else {
      out.name(DICT);
      pairs(out, map, path);
    }
    out.endObject();
  }

  private void pairs(JsonWriter out, Map<?, ?> map, String path) throws IOException {
    out.beginArray();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.beginArray();
      value(out, entry.getKey(), path);
      value(out, entry.getValue(), join(path, entry.getKey()));
      out.endArray();
    }
    out.endArray();
  }

  private void items(JsonWriter out, List<?> items, String path) throws IOException {
    out.beginArray();
    for (int i = 0; i < items.size(); i++) {
      value(out, items.get(i), join(path, i));
    }
    out.endArray();
  }

  private static String join(String path, Object key) {
    return path.isEmpty() ? String.valueOf(key) : path + "." + key;
  }

  /** The tensor's path; two paths that read alike are told apart by a number. */
  private String name(String path, StoredTensor tensor) {
    // The one name that a safetensors file keeps for itself.
    String name = path.equals("__metadata__") ? path + "#1" : path;
    for (int i = 2; tensors.putIfAbsent(name, tensor) != null; i++) {
      name = path + "#" + i;
    }
    return name;
  }
}
