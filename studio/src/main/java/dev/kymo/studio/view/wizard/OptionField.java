package dev.kymo.studio.view.wizard;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import dev.kymo.trainer.run.DefaultWidths;
import dev.kymo.trainer.run.MetricOptions;
import dev.kymo.trainer.run.OptionsFile;
import dev.kymo.trainer.run.TrainingOptions;
import dev.kymo.trainer.run.VideoDiscriminatorKind;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * One option of a run as a field of the wizard and as an option of {@code kymo train}: its place in
 * the options' JSON, and how its text is written. What a text means is checked by {@link
 * TrainingOptions} itself, so that the wizard and the command line refuse the same in the same
 * words.
 */
@SuppressWarnings("ImmutableEnumChecker") // The lists cannot be changed.
public enum OptionField {
  SOURCE("data.source", "--data", Kind.TEXT),
  EVERY_NTH("data.everyNth", "--every-nth", Kind.NUMBER),
  SIZE("model.generator.imageSize", "--size", Kind.NUMBER),
  CHANNELS("model.generator.channels", "--channels", Kind.NUMBERS),
  IMAGE_CHANNELS("model.imageChannels", "--image-channels", Kind.NUMBERS),
  VIDEO_CHANNELS("model.videoChannels", "--video-channels", Kind.NUMBERS),
  CONTENT_DIM("model.generator.contentDim", "--content-dim", Kind.NUMBER),
  MOTION_DIM("model.generator.motionDim", "--motion-dim", Kind.NUMBER),
  CONTENT_LAYERS("model.generator.contentLayers", "--content-layers", Kind.NUMBER),
  MOTION_LAYERS("model.generator.motionLayers", "--motion-layers", Kind.NUMBER),
  FREQUENCIES("model.generator.frequencyRanges", "--frequencies", Kind.NUMBERS),
  CLIP_FRAMES("model.generator.videoLength", "--clip-frames", Kind.NUMBER),
  IMAGE_DISCRIMINATOR(
      "model.imageDiscriminator", "--image-discriminator", Kind.CHOICE, "image", "patch-image"),
  VIDEO_DISCRIMINATOR(
      "model.videoDiscriminator",
      "--video-discriminator",
      Kind.CHOICE,
      "delta",
      "video",
      "patch-video"),
  IMAGE_BATCH("loss.imageBatch", "--image-batch", Kind.NUMBER),
  VIDEO_BATCH("loss.videoBatch", "--video-batch", Kind.NUMBER),
  LEARNING_RATE("loss.learningRate", "--learning-rate", Kind.NUMBER),
  BETA1("loss.beta1", "--beta1", Kind.NUMBER),
  BETA2("loss.beta2", "--beta2", Kind.NUMBER),
  R1("loss.r1Weight", "--r1", Kind.NUMBER),
  R1_EVERY("loss.r1Every", "--r1-every", Kind.NUMBER),
  EMA_KIMG("loss.emaKimg", "--ema-kimg", Kind.NUMBER),
  AUGMENT("loss.augment", "--augment", Kind.SWITCH, "true", "false"),
  VIDEO_RESIZE("loss.videoResizeRatio", "--video-resize-ratio", Kind.CHOICE_OF_NUMBERS, "1", "0.5"),
  SHARED_TIMES("loss.sharedTimes", "--shared-times", Kind.SWITCH, "true", "false"),
  STEPS("schedule.steps", "--steps", Kind.NUMBER),
  LOG_EVERY("schedule.logEvery", "--log-every", Kind.NUMBER),
  SAMPLE_EVERY("schedule.sampleEvery", "--sample-every", Kind.NUMBER),
  LATEST_EVERY("schedule.latestEvery", "--latest-every", Kind.NUMBER),
  GENERATOR_EVERY("schedule.generatorEvery", "--generator-every", Kind.NUMBER),
  FULL_EVERY("schedule.fullEvery", "--full-every", Kind.NUMBER),
  KEEP_LAST("schedule.keepLast", "--keep-last", Kind.NUMBER),
  KEEP_BEST("schedule.keepBest", "--keep-best", Kind.NUMBER),
  SAMPLE_ROWS("schedule.sampleRows", "--sample-rows", Kind.NUMBER),
  METRIC_DETECTOR("schedule.metric.detector", "--metric-detector", Kind.OPTIONAL_FILE),
  METRIC(
      "schedule.metric.name",
      "--metric",
      Kind.CHOICE,
      "fvd2048_16f",
      "fvd2048_128f",
      "fvd2048_128f_subsample8f"),
  METRIC_CLIPS("schedule.metric.clips", "--metric-clips", Kind.NUMBER),
  DEVICES("machine.devices", "--devices", Kind.TEXTS),
  PRECISION(
      "machine.precision", "--precision", Kind.CHOICE, "auto", "fp32", "tf32", "bf16", "fp16"),
  THREADS("machine.threads", "--threads", Kind.NUMBER),
  DECODE_THREADS("machine.decodeThreads", "--decode-threads", Kind.NUMBER),
  SEED("seed", "--seed", Kind.NUMBER),
  START_FROM("startFrom", "--start-from", Kind.OPTIONAL_FILE);

  /** How a value is written. */
  public enum Kind {
    TEXT,
    OPTIONAL_FILE,
    TEXTS,
    NUMBER,
    NUMBERS,
    CHOICE,
    CHOICE_OF_NUMBERS,
    SWITCH
  }

  private final List<String> path;
  private final String flag;
  private final Kind kind;
  private final List<String> choices;

  OptionField(String path, String flag, Kind kind, String... choices) {
    this.path = List.of(path.split("\\.", -1));
    this.flag = flag;
    this.kind = kind;
    this.choices = List.of(choices);
  }

  /** As {@code kymo train} spells it. */
  public String flag() {
    return flag;
  }

  /** How it is written. */
  public Kind kind() {
    return kind;
  }

  /** What it can be; empty when there are too many to list. */
  public List<String> choices() {
    return choices;
  }

  /** The key of its texts. */
  String key() {
    return "wizard.option." + flag.substring(2);
  }

  /** Whether it is part of the networks. */
  boolean ofModel() {
    return path.get(0).equals("model");
  }

  /** Whether it is part of the metric, which a run may do without. */
  boolean ofMetric() {
    return path.contains("metric");
  }

  /** Its value as people write it. */
  public String get(TrainingOptions options) {
    return get(root(options));
  }

  /** All values as people write them; much faster than one by one. */
  public static Map<OptionField, String> all(TrainingOptions options) {
    JsonObject root = root(options);
    Map<OptionField, String> values = new EnumMap<>(OptionField.class);
    for (OptionField field : values()) {
      values.put(field, field.get(root));
    }
    return values;
  }

  private String get(JsonObject root) {
    JsonElement value = root;
    for (String name : path) {
      if (value.isJsonNull()) {
        return "";
      }
      value = value.getAsJsonObject().get(name);
    }
    if (value.isJsonNull()) {
      return "";
    }
    if (value instanceof JsonArray array) {
      return StreamSupport.stream(array.spliterator(), false)
          .map(OptionField::text)
          .collect(Collectors.joining(", "));
    }
    return text(value);
  }

  private static String text(JsonElement value) {
    JsonPrimitive primitive = value.getAsJsonPrimitive();
    if (!primitive.isNumber()) {
      return primitive.getAsString();
    }
    BigDecimal number = primitive.getAsBigDecimal().stripTrailingZeros();
    return number.toPlainString();
  }

  /**
   * Options with another value. Where widths no longer fit, they become the published ones.
   *
   * @throws IllegalArgumentException with a sentence, when the text is no such value or the options
   *     refuse it
   */
  public TrainingOptions set(TrainingOptions options, String text) {
    JsonObject root = root(options);
    if (ofMetric()) {
      setMetric(root.getAsJsonObject("schedule"), text.strip());
      return OptionsFile.parse(root.toString());
    }
    JsonObject parent = root;
    for (String name : path.subList(0, path.size() - 1)) {
      parent = parent.getAsJsonObject(name);
    }
    parent.add(path.get(path.size() - 1), element(text.strip()));
    if (this == SIZE || this == VIDEO_DISCRIMINATOR || this == VIDEO_RESIZE) {
      refit(options, root);
    }
    return OptionsFile.parse(root.toString());
  }

  /** The metric as a whole comes and goes with its detector. */
  private void setMetric(JsonObject schedule, String text) {
    boolean measured = schedule.get("metric") instanceof JsonObject;
    if (this == METRIC_DETECTOR && text.isEmpty()) {
      schedule.add("metric", JsonNull.INSTANCE);
      return;
    }
    if (!measured && this != METRIC_DETECTOR) {
      if (text.isEmpty()) {
        return;
      }
      throw new IllegalArgumentException(
          "Choose a detector first: the metric is measured with it.");
    }
    JsonObject metric = measured ? schedule.getAsJsonObject("metric") : new JsonObject();
    if (!measured) {
      metric.addProperty("name", MetricOptions.NAME);
      metric.addProperty("clips", MetricOptions.CLIPS);
    }
    metric.add(path.get(path.size() - 1), element(text));
    schedule.add("metric", metric);
  }

  private static JsonObject root(TrainingOptions options) {
    return JsonParser.parseString(OptionsFile.text(options)).getAsJsonObject();
  }

  private JsonElement element(String text) {
    return switch (kind) {
      case TEXT, CHOICE -> new JsonPrimitive(text);
      case OPTIONAL_FILE -> text.isEmpty() ? JsonNull.INSTANCE : new JsonPrimitive(text);
      case NUMBER, CHOICE_OF_NUMBERS -> number(text);
      case SWITCH -> new JsonPrimitive(Boolean.parseBoolean(text));
      case TEXTS, NUMBERS -> {
        JsonArray array = new JsonArray();
        for (String part : text.split(",", -1)) {
          String value = part.strip();
          array.add(kind == Kind.TEXTS ? new JsonPrimitive(value) : number(value));
        }
        yield array;
      }
    };
  }

  private JsonPrimitive number(String text) {
    try {
      return new JsonPrimitive(new BigDecimal(text));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'%s' is not a number; %s needs %s."
              .formatted(
                  text,
                  flag.substring(2),
                  kind == Kind.NUMBERS ? "numbers with commas between" : "one"),
          e);
    }
  }

  /** Widths for what the networks see now. */
  private void refit(TrainingOptions options, JsonObject root) {
    JsonObject model = root.getAsJsonObject("model");
    int size = model.getAsJsonObject("generator").get("imageSize").getAsBigDecimal().intValue();
    if (size < 16 || size > 1024 || Integer.bitCount(size) != 1) {
      return;
    }
    double ratio = root.getAsJsonObject("loss").get("videoResizeRatio").getAsDouble();
    int seen = (int) (size * ratio);
    if (size != options.model().generator().imageSize()) {
      model.getAsJsonObject("generator").add("channels", widths(DefaultWidths.generator(size)));
      model.add("imageChannels", widths(DefaultWidths.imageDiscriminator(size)));
    }
    int levels = Integer.numberOfTrailingZeros(seen) - 1;
    List<Integer> old = options.model().videoChannels();
    boolean published =
        this == VIDEO_DISCRIMINATOR
            || size != options.model().generator().imageSize()
            || old.size() < levels;
    model.add(
        "videoChannels",
        widths(published ? video(model, seen) : old.subList(0, Math.max(0, levels))));
  }

  private static List<Integer> video(JsonObject model, int seen) {
    String label = model.get("videoDiscriminator").getAsString();
    Optional<VideoDiscriminatorKind> kind =
        Arrays.stream(VideoDiscriminatorKind.values())
            .filter(k -> k.name().equalsIgnoreCase(label.replace('-', '_')))
            .findFirst();
    return DefaultWidths.videoDiscriminator(kind.orElse(VideoDiscriminatorKind.DELTA), seen);
  }

  private static JsonArray widths(List<Integer> widths) {
    JsonArray array = new JsonArray();
    widths.forEach(array::add);
    return array;
  }
}
