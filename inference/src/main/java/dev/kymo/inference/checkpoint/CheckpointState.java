package dev.kymo.inference.checkpoint;

import dev.kymo.inference.checkpoint.torch.PyNamespace;
import dev.kymo.inference.tensor.StoredTensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Everything that a checkpoint holds, under the published names: {@code g_ema} and in full files
 * {@code g}, {@code img_d}, {@code vid_d} (state dicts), {@code g_optim}, {@code img_d_optim},
 * {@code vid_d_optim} (optimiser state dicts), {@code args} and {@code iter}. Values are those of
 * {@link dev.kymo.inference.checkpoint.torch.TorchReader}; unknown entries are kept.
 */
public final class CheckpointState {
  /** The entry of the training options. */
  public static final String OPTIONS = "args";

  /** The entry with the figures of a model that has learned clips; such have no discriminators. */
  public static final String LEARNED = "kymo_learned";

  static final String GENERATOR = "g_ema";

  /** The generator as it is trained. */
  private static final String TRAINED = "g";

  static final String STEP = "iter";
  private static final Set<String> TRAINING =
      Set.of("g", "img_d", "vid_d", "g_optim", "img_d_optim", "vid_d_optim");

  private static final Set<String> LEARNING = Set.of("g", "g_optim", LEARNED);

  private final Map<String, Object> entries;

  /** A state with these entries; the map is copied, its values are not. */
  public CheckpointState(Map<String, Object> entries) {
    this.entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
  }

  /** All entries in the file's order; unmodifiable. */
  public Map<String, Object> entries() {
    return entries;
  }

  /**
   * The tensors of one state dict, such as {@code img_d}, by the names inside it.
   *
   * @return empty when there is no such entry; values that are not tensors are left out
   */
  public Map<String, StoredTensor> tensors(String entry) {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    if (entries.get(entry) instanceof Map<?, ?> dict) {
      dict.forEach(
          (name, value) -> {
            if (value instanceof StoredTensor tensor) {
              tensors.put(String.valueOf(name), tensor);
            }
          });
    }
    return tensors;
  }

  /**
   * The training options as plain values: String, Long, Double, Boolean, List, Map or null; torch's
   * dtypes and devices as their names. Empty when the file has none.
   */
  public Map<String, Object> options() {
    Object options = entries.get(OPTIONS);
    Map<?, ?> fields =
        options instanceof PyNamespace namespace
            ? namespace.fields()
            : options instanceof Map<?, ?> map ? map : Map.of();
    return PlainOptions.of(fields);
  }

  /**
   * The generator as it is trained in the place of its average, and nothing that training goes on
   * from: what a run has learned in its last steps, which the average shows later.
   *
   * @throws IllegalStateException when the file holds no such generator
   */
  public CheckpointState raw() {
    if (!(entries.get(TRAINED) instanceof Map<?, ?> trained)) {
      throw new IllegalStateException("there is no generator but the averaged one");
    }
    Map<String, Object> left = new LinkedHashMap<>(entries);
    left.keySet().removeAll(TRAINING);
    left.put(GENERATOR, trained);
    return new CheckpointState(left);
  }

  /** The training step that it was saved at, where the file says so. */
  public OptionalLong step() {
    return entries.get(STEP) instanceof Long step ? OptionalLong.of(step) : OptionalLong.empty();
  }

  /**
   * Whether training can go on from it: all networks and all optimisers are there. Of a model that
   * learns clips these are the generator and its own.
   */
  public boolean full() {
    return entries.keySet().containsAll(TRAINING) || entries.keySet().containsAll(LEARNING);
  }

  /**
   * What a file lacks that looks as if training could go on from it: names of networks and
   * optimisers. Empty for a full one, and for one that holds a generator only.
   */
  public List<String> lacking() {
    boolean generatorOnly = TRAINING.stream().noneMatch(entries::containsKey);
    boolean learned = entries.containsKey(LEARNED);
    if (full() || generatorOnly) {
      return List.of();
    }
    return (learned ? LEARNING : TRAINING)
        .stream().filter(name -> !entries.containsKey(name)).sorted().toList();
  }

  /** Figures of a model that has learned clips, by name; empty for others. */
  public Map<String, Double> figures() {
    Map<String, Double> figures = new LinkedHashMap<>();
    if (entries.get(LEARNED) instanceof Map<?, ?> values) {
      values.forEach(
          (name, value) -> {
            if (value instanceof Number number) {
              figures.put(String.valueOf(name), number.doubleValue());
            }
          });
    }
    return figures;
  }
}
