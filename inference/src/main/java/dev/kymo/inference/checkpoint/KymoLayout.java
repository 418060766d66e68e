package dev.kymo.inference.checkpoint;

import com.google.gson.Gson;
import dev.kymo.inference.checkpoint.torch.PyNamespace;
import dev.kymo.inference.tensor.SafetensorsFile;
import dev.kymo.inference.tensor.StoredTensor;
import dev.kymo.inference.tensor.TensorFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a checkpoint lies in a safetensors file. Tensors are named by their path: {@code
 * g_ema.renderer.input.input}, {@code g_optim.state.0.exp_avg}. The metadata holds:
 *
 * <ul>
 *   <li>{@code format}: "kymo"; {@code kymo.version}: of this layout, "1"
 *   <li>{@code kymo.options}: the training options; {@code kymo.step}: the training step
 *   <li>{@code kymo.spec}: the architecture, for other programs; Kymo reads the shapes
 *   <li>{@code kymo.state}: everything else, each tensor as {@code {"$tensor": its name}}
 * </ul>
 *
 * Values are written as {@link StateJson} says. A file without {@code kymo.state} is read by the
 * names alone, each up to its first dot naming an entry.
 */
final class KymoLayout {
  private static final String FORMAT = "format";
  private static final String KYMO = "kymo";
  private static final String VERSION = "kymo.version";
  private static final String CURRENT = "1";
  private static final String OPTIONS = "kymo.options";
  private static final String STEP = "kymo.step";
  private static final String SPEC = "kymo.spec";
  private static final String STATE = "kymo.state";

  private KymoLayout() {}

  static CheckpointState read(Path path, SafetensorsFile file) throws TensorFileException {
    Map<String, String> metadata = file.metadata();
    if (KYMO.equals(metadata.get(FORMAT)) && !CURRENT.equals(metadata.get(VERSION))) {
      throw new TensorFileException(
          path,
          "is laid out in version %s, this Kymo reads version %s"
              .formatted(metadata.get(VERSION), CURRENT));
    }
    Map<String, Object> entries =
        metadata.containsKey(STATE)
            ? described(path, metadata.get(STATE), file.tensors())
            : named(path, file.tensors());
    if (metadata.containsKey(OPTIONS)) {
      Object options = StateJson.parse(path, metadata.get(OPTIONS), Map.of());
      if (!(options instanceof Map<?, ?> fields)) {
        throw new TensorFileException(path, "its options are not a JSON object");
      }
      entries.put(CheckpointState.OPTIONS, new PyNamespace(copy(fields)));
    }
    if (metadata.containsKey(STEP)) {
      entries.put(CheckpointState.STEP, step(path, metadata.get(STEP)));
    }
    return new CheckpointState(entries);
  }

  static void write(Path path, CheckpointState state, GeneratorSpec spec) throws IOException {
    Map<String, Object> rest = new LinkedHashMap<>(state.entries());
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(FORMAT, KYMO);
    metadata.put(VERSION, CURRENT);
    if (rest.get(CheckpointState.OPTIONS) instanceof PyNamespace options) {
      StateJson json = new StateJson();
      metadata.put(OPTIONS, json.write(options.fields()));
      if (json.tensors().isEmpty()) {
        rest.remove(CheckpointState.OPTIONS);
      } else {
        metadata.remove(OPTIONS);
      }
    }
    if (rest.get(CheckpointState.STEP) instanceof Long step) {
      metadata.put(STEP, Long.toString(step));
      rest.remove(CheckpointState.STEP);
    }
    metadata.put(SPEC, new Gson().toJson(spec));
    StateJson json = new StateJson();
    metadata.put(STATE, json.write(rest));
    SafetensorsFile.write(path, json.tensors(), metadata);
  }

  private static Map<String, Object> described(
      Path path, String json, Map<String, StoredTensor> tensors) throws TensorFileException {
    if (!(StateJson.parse(path, json, tensors) instanceof Map<?, ?> root)) {
      throw new TensorFileException(path, "its kymo.state is not a JSON object");
    }
    Map<String, Object> entries = new LinkedHashMap<>();
    root.forEach((name, value) -> entries.put(String.valueOf(name), value));
    return entries;
  }

  private static Map<String, Object> named(Path path, Map<String, StoredTensor> tensors)
      throws TensorFileException {
    Map<String, Object> entries = new LinkedHashMap<>();
    for (Map.Entry<String, StoredTensor> tensor : tensors.entrySet()) {
      int dot = tensor.getKey().indexOf('.');
      if (dot <= 0) {
        throw new TensorFileException(
            path,
            "is not a Kymo checkpoint: tensor '%s' has no prefix such as 'g_ema.'"
                .formatted(tensor.getKey()));
      }
      @SuppressWarnings("unchecked")
      Map<Object, Object> group =
          (Map<Object, Object>)
              entries.computeIfAbsent(
                  tensor.getKey().substring(0, dot), name -> new LinkedHashMap<>());
      group.put(tensor.getKey().substring(dot + 1), tensor.getValue());
    }
    return entries;
  }

  private static Map<Object, Object> copy(Map<?, ?> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  private static Long step(Path path, String text) throws TensorFileException {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      throw new TensorFileException(path, "its training step is '%s'".formatted(text), e);
    }
  }
}
