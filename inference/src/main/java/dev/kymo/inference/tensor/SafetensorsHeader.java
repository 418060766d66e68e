package dev.kymo.inference.tensor;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON header of a safetensors file, read strictly and written compactly. */
record SafetensorsHeader(Map<String, String> metadata, Map<String, Entry> entries) {
  private static final String METADATA = "__metadata__";
  private static final int MAX_RANK = 16;
  private static final Map<String, DType> TYPES =
      Map.of(
          "F64", DType.FLOAT64,
          "F32", DType.FLOAT32,
          "F16", DType.FLOAT16,
          "BF16", DType.BFLOAT16,
          "I64", DType.INT64,
          "I32", DType.INT32,
          "I16", DType.INT16,
          "I8", DType.INT8,
          "U8", DType.UINT8,
          "BOOL", DType.BOOL);

  /** A tensor's type, shape and place, bytes counted from the end of the header. */
  record Entry(DType dtype, List<Long> shape, long begin, long end) {}

  /** Parses a header; entries agree with themselves, their place in the file is not yet checked. */
  static SafetensorsHeader parse(Path path, String json) throws TensorFileException {
    try (JsonReader reader = new JsonReader(new StringReader(json))) {
      reader.setStrictness(Strictness.STRICT);
      return new Parser(path, reader).header();
    } catch (TensorFileException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // Gson reports what it expected by IllegalStateException and NumberFormatException.
      throw new TensorFileException(path, "its header is not the JSON of a safetensors file", e);
    }
  }

  /** The header's bytes, padded with spaces so that the elements start at a multiple of 8. */
  static byte[] encode(Map<String, ? extends StoredTensor> tensors, Map<String, String> metadata)
      throws IOException {
    StringWriter text = new StringWriter();
    try (JsonWriter writer = new JsonWriter(text)) {
      writer.beginObject();
      if (!metadata.isEmpty()) {
        writer.name(METADATA).beginObject();
        for (Map.Entry<String, String> entry : metadata.entrySet()) {
          writer.name(entry.getKey()).value(entry.getValue());
        }
        writer.endObject();
      }
      long offset = 0;
      for (Map.Entry<String, ? extends StoredTensor> named : tensors.entrySet()) {
        StoredTensor tensor = named.getValue();
        if (named.getKey().equals(METADATA)) {
          throw new IllegalArgumentException("a tensor cannot be called " + METADATA);
        }
        writer.name(named.getKey()).beginObject();
        writer.name("dtype").value(name(tensor.dtype()));
        writer.name("shape").beginArray();
        for (long size : tensor.shape()) {
          writer.value(size);
        }
        writer.endArray();
        writer.name("data_offsets").beginArray();
        writer.value(offset);
        offset = Math.addExact(offset, tensor.bytes());
        writer.value(offset);
        writer.endArray().endObject();
      }
      writer.endObject();
    }
    byte[] compact = text.toString().getBytes(StandardCharsets.UTF_8);
    byte[] padded = Arrays.copyOf(compact, (compact.length + 7) / 8 * 8);
    Arrays.fill(padded, compact.length, padded.length, (byte) ' ');
    return padded;
  }

  private static String name(DType dtype) {
    return TYPES.entrySet().stream()
        .filter(entry -> entry.getValue() == dtype)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  private record Parser(Path path, JsonReader reader) {

    SafetensorsHeader header() throws IOException {
      Map<String, String> metadata = null;
      Map<String, Entry> entries = new LinkedHashMap<>();
      reader.beginObject();
      while (reader.hasNext()) {
        String name = reader.nextName();
        if (name.equals(METADATA)) {
          if (metadata != null) {
            throw fault("its header has " + METADATA + " twice");
          }
          metadata = metadata();
        } else if (entries.putIfAbsent(name, entry(name)) != null) {
          throw fault("its header has tensor '%s' twice".formatted(name));
        }
      }
      reader.endObject();
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw fault("its header goes on after its end");
      }
      return new SafetensorsHeader(metadata == null ? Map.of() : metadata, entries);
    }

    private Map<String, String> metadata() throws IOException {
      Map<String, String> metadata = new LinkedHashMap<>();
      reader.beginObject();
      while (reader.hasNext()) {
        String key = reader.nextName();
        if (reader.peek() != JsonToken.STRING) {
          throw fault("its metadata '%s' is not a string".formatted(key));
        }
        if (metadata.putIfAbsent(key, reader.nextString()) != null) {
          throw fault("its metadata has '%s' twice".formatted(key));
        }
      }
      reader.endObject();
      return metadata;
    }

    private Entry entry(String name) throws IOException {
      String type = null;
      List<Long> shape = null;
      List<Long> offsets = null;
      reader.beginObject();
      while (reader.hasNext()) {
        String key = reader.nextName();
        if (key.equals("dtype") && type == null && reader.peek() == JsonToken.STRING) {
          type = reader.nextString();
        } else if (key.equals("shape") && shape == null) {
          shape = sizes(name, MAX_RANK);
        } else if (key.equals("data_offsets") && offsets == null) {
          offsets = sizes(name, 2);
        } else {
          throw fault("tensor '%s' has an unexpected or repeated '%s'".formatted(name, key));
        }
      }
      reader.endObject();
      if (type == null || shape == null || offsets == null || offsets.size() != 2) {
        throw fault("tensor '%s' lacks its type, shape or place".formatted(name));
      }
      return checked(name, type, shape, offsets.get(0), offsets.get(1));
    }

    private Entry checked(String name, String type, List<Long> shape, long begin, long end)
        throws TensorFileException {
      DType dtype = TYPES.get(type);
      if (dtype == null) {
        throw fault("tensor '%s' has the unknown type '%s'".formatted(name, type));
      }
      long bytes = dtype.bytes();
      try {
        for (long size : shape) {
          bytes = Math.multiplyExact(bytes, size);
        }
      } catch (ArithmeticException e) {
        throw fault("tensor '%s' has the impossible shape %s".formatted(name, shape));
      }
      if (end < begin || end - begin != bytes) {
        throw fault(
            "tensor '%s' of type %s and shape %s takes %d bytes, not those from %d to %d"
                .formatted(name, type, shape, bytes, begin, end));
      }
      return new Entry(dtype, List.copyOf(shape), begin, end);
    }

    private List<Long> sizes(String name, int limit) throws IOException {
      List<Long> sizes = new ArrayList<>();
      reader.beginArray();
      while (reader.hasNext()) {
        // nextLong would also take "7", 7.0 and 7e0.
        String literal = reader.peek() == JsonToken.NUMBER ? reader.nextString() : "";
        if (literal.isEmpty()
            || literal.length() > 18
            || !literal.chars().allMatch(c -> c >= '0' && c <= '9')
            || sizes.size() == limit) {
          throw fault("tensor '%s' has an impossible shape or place".formatted(name));
        }
        sizes.add(Long.parseLong(literal));
      }
      reader.endArray();
      return sizes;
    }

    private TensorFileException fault(String fault) {
      return new TensorFileException(path, fault);
    }
  }
}
