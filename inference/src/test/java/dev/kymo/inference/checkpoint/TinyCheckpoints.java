package dev.kymo.inference.checkpoint;

import dev.kymo.inference.checkpoint.torch.PyNamespace;
import dev.kymo.inference.checkpoint.torch.PyOrderedDict;
import dev.kymo.inference.checkpoint.torch.PyTuple;
import dev.kymo.inference.tensor.DType;
import dev.kymo.inference.tensor.HostTensor;
import dev.kymo.inference.tensor.StoredTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Checkpoints of a few kilobytes: 16 x 16 pixels, two or three channels, everything else as usual.
 */
final class TinyCheckpoints {
  static final GeneratorSpec SPEC =
      new GeneratorSpec(16, 3, 2, 2, 1, List.of(3.0, 7.0), List.of(3, 2, 2), 16);

  private TinyCheckpoints() {}

  /** A generator's state dict with values of this type. */
  static Map<String, StoredTensor> generator(GeneratorSpec spec, DType dtype) {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    GeneratorLayout.shapes(spec)
        .forEach((name, shape) -> tensors.put(name, StoredTensor.of(tensor(name, shape, dtype))));
    return tensors;
  }

  /** A state with this generator and these options; null for none. */
  static CheckpointState state(Map<String, ?> generator, Map<String, Object> options) {
    Map<String, Object> entries = new LinkedHashMap<>();
    PyOrderedDict dict = new PyOrderedDict();
    dict.putAll(generator);
    entries.put("g_ema", dict);
    if (options != null) {
      entries.put("args", new PyNamespace(new LinkedHashMap<>(options)));
    }
    entries.put("iter", 77L);
    return new CheckpointState(entries);
  }

  /** A full state: every network is a copy of the generator, with a step of Adam for each. */
  static CheckpointState full() {
    Map<String, StoredTensor> generator = generator(SPEC, DType.FLOAT32);
    Map<String, Object> entries = new LinkedHashMap<>();
    for (String network : List.of("g", "g_ema", "img_d", "vid_d")) {
      PyOrderedDict dict = new PyOrderedDict();
      dict.putAll(generator);
      dict.attributes().put("_metadata", Map.of("", Map.of("version", 1L)));
      entries.put(network, dict);
    }
    for (String optimiser : List.of("g_optim", "img_d_optim", "vid_d_optim")) {
      entries.put(optimiser, adam());
    }
    entries.put("args", new PyNamespace(options()));
    entries.put("iter", 12_345_678_901L);
    return new CheckpointState(entries);
  }

  /** A generator, one optimiser and options of every kind: small enough to be read thousandfold. */
  static CheckpointState small() {
    Map<String, Object> entries = new LinkedHashMap<>();
    entries.put("g_ema", generator(SPEC, DType.FLOAT32));
    entries.put("g_optim", adam());
    entries.put("args", new PyNamespace(options()));
    entries.put("iter", 3L);
    return new CheckpointState(entries);
  }

  /** Options of every kind that argparse makes. */
  static Map<Object, Object> options() {
    Map<Object, Object> options = new LinkedHashMap<>();
    options.put("image_size", 16L);
    options.put("dim_z_content", 3L);
    options.put("dim_z_motion", 2L);
    options.put("freq_val", "3,7");
    options.put("video_length", 16L);
    options.put("ratio", 1.0);
    options.put("one", 1L);
    options.put("tiny", 1e-300);
    options.put("nothing", null);
    options.put("flag", true);
    options.put("list", List.of(1L, 2.5, "x"));
    options.put("tuple", PyTuple.of(1L, PyTuple.of(), null));
    options.put("odd", Map.of("$key", Map.of(3L, "three")));
    options.put("nan", Double.NaN);
    options.put("minus", -1L);
    options.put("text", "π\n\"quoted\" ☃");
    return options;
  }

  private static Map<Object, Object> adam() {
    Map<Object, Object> first = new LinkedHashMap<>();
    first.put("step", StoredTensor.of(HostTensor.of(new float[] {12})));
    first.put("exp_avg", StoredTensor.of(HostTensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3)));
    first.put("exp_avg_sq", StoredTensor.of(HostTensor.of(new float[6], 2, 3)));
    Map<Object, Object> state = new LinkedHashMap<>();
    state.put(0L, first);
    Map<Object, Object> group = new LinkedHashMap<>();
    group.put("lr", 0.002);
    group.put("betas", PyTuple.of(0.0, 0.99));
    group.put("weight_decay", 0L);
    group.put("foreach", null);
    group.put("amsgrad", false);
    group.put("params", List.of(0L, 1L));
    Map<Object, Object> adam = new LinkedHashMap<>();
    adam.put("state", state);
    adam.put("param_groups", List.of(group));
    return adam;
  }

  private static HostTensor tensor(String name, long[] shape, DType dtype) {
    int n = (int) HostTensor.count(shape);
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = ((name.hashCode() ^ (i * 0x9E3779B9)) >> 24) / 64f;
    }
    if (GeneratorLayout.isKernel(name)) {
      float[] taps = {1, 3, 3, 1};
      for (int i = 0; i < n; i++) {
        values[i] = taps[i / 4] * taps[i % 4] / 16;
      }
    }
    return encode(values, shape, dtype);
  }

  /** Values that are exact in every type, in this type. */
  private static HostTensor encode(float[] values, long[] shape, DType dtype) {
    ByteBuffer data =
        ByteBuffer.allocate(values.length * dtype.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      switch (dtype) {
        case FLOAT64 -> data.putDouble(value);
        case FLOAT32 -> data.putFloat(value);
        case BFLOAT16 -> data.putShort((short) (Float.floatToRawIntBits(value) >>> 16));
        case FLOAT16 -> data.putShort(half(value));
        default -> data.put(new byte[dtype.bytes()]);
      }
    }
    return HostTensor.wrap(dtype, Arrays.copyOf(shape, shape.length), data.flip());
  }

  /** Exact for normal numbers with at most ten bits. */
  private static short half(float value) {
    int bits = Float.floatToRawIntBits(value);
    int sign = (bits >>> 16) & 0x8000;
    int magnitude = ((bits & 0x7FFFFFFF) >>> 13) - (112 << 10);
    return (short) (value == 0 ? sign : sign | magnitude);
  }
}
