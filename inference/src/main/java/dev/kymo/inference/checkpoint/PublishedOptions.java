package dev.kymo.inference.checkpoint;

import dev.kymo.inference.checkpoint.torch.PyNamespace;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The options that the public code reads from {@code args}. A checkpoint that lacks some is given
 * the published trainer's defaults when it is written as .pt, so that the public code can load it.
 */
final class PublishedOptions {
  private PublishedOptions() {}

  /** The state's entries with complete options; those that are there stay as they are. */
  static Map<String, Object> complete(CheckpointState state, GeneratorSpec spec) {
    Map<Object, Object> fields = new LinkedHashMap<>();
    Object options = state.entries().get(CheckpointState.OPTIONS);
    if (options instanceof PyNamespace namespace) {
      fields.putAll(namespace.fields());
    } else if (options instanceof Map<?, ?> map) {
      fields.putAll(map);
    }
    defaults(spec)
        .forEach(
            (name, value) -> {
              if (!fields.containsKey(name)) {
                fields.put(name, value);
              }
            });
    Map<String, Object> entries = new LinkedHashMap<>(state.entries());
    entries.put(CheckpointState.OPTIONS, new PyNamespace(Collections.unmodifiableMap(fields)));
    entries.putIfAbsent(CheckpointState.STEP, 0L);
    return entries;
  }

  /** The same entries with the options as a dict of plain values, for {@code weights_only=True}. */
  static Map<String, Object> plain(CheckpointState state, GeneratorSpec spec) {
    Map<String, Object> entries = complete(state, spec);
    if (entries.get(CheckpointState.OPTIONS) instanceof PyNamespace options) {
      entries.put(CheckpointState.OPTIONS, PlainOptions.of(options.fields()));
    }
    return entries;
  }

  private static Map<String, Object> defaults(GeneratorSpec spec) {
    Map<String, Object> options = new LinkedHashMap<>();
    options.put("random_seed", 12345L);
    options.put("data_path", "data");
    options.put("image_size", (long) spec.imageSize());
    options.put("dim_z_content", (long) spec.contentDim());
    options.put("dim_z_motion", (long) spec.motionDim());
    options.put("video_length", (long) spec.videoLength());
    options.put(
        "freq_val",
        spec.frequencyRanges().stream()
            .map(PublishedOptions::text)
            .collect(Collectors.joining(",")));
    options.put("every_nth", 1L);
    options.put("image_batch", 4L);
    options.put("video_batch", 2L);
    options.put("batches", 300000L);
    options.put("image_discriminator", "ImageDiscriminator");
    options.put("video_discriminator", "DeltaVideoDiscriminator");
    options.put("VD_resize_ratio", 1.0);
    options.put("DiffAugment", true);
    options.put("r1", 10L);
    options.put("d_reg_every", 16L);
    options.put("mixing_prob", 0.0);
    options.put("ema_kimg", 10L);
    options.put("ngpus", 1L);
    options.put("distributed", false);
    options.put("local_rank", 0L);
    options.put("ckpt_path", null);
    options.put("log_path", "logs");
    options.put("save_interval", 20000L);
    options.put("G_save_interval", 5000L);
    options.put("print_every", 100L);
    options.put("num_print_images", 4L);
    options.put("center_crop", false);
    options.put("image_dataset", null);
    return options;
  }

  private static String text(double range) {
    return range == Math.rint(range) && range < 1e9
        ? Long.toString((long) range)
        : Double.toString(range);
  }
}
