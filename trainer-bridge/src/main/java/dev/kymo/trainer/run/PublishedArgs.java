package dev.kymo.trainer.run;

import dev.kymo.inference.checkpoint.Checkpoint;
import dev.kymo.inference.checkpoint.GeneratorSpec;
import dev.kymo.inference.checkpoint.torch.PyNamespace;
import dev.kymo.inference.footage.FootageOrigins;
import dev.kymo.inference.footage.LearnedBands;
import dev.kymo.inference.tensor.StoredTensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Training options as the public code stores them ({@code args}), in both directions. What Kymo
 * writes holds its own options too, under {@link #OWN}, so that nothing is lost; the public code
 * passes over it. {@code docs/training-options.md} has the table of names.
 */
public final class PublishedArgs {
  /** The field that holds Kymo's own options as JSON. */
  static final String OWN = "kymo_options";

  private static final String IMAGE_NETWORK = "img_d";
  private static final String VIDEO_NETWORK = "vid_d";

  private final Map<String, Object> args;
  private final List<String> notes = new ArrayList<>();

  private PublishedArgs(Map<String, Object> args) {
    this.args = args;
  }

  /**
   * Options read from a checkpoint.
   *
   * @param options the options; the dataset, schedule and devices are those of the checkpoint too
   * @param notes what the checkpoint was trained with and Kymo does differently, a sentence each
   */
  public record Translation(TrainingOptions options, List<String> notes) {
    /** Keeps an immutable copy. */
    public Translation {
      notes = List.copyOf(notes);
    }
  }

  /**
   * The value of a checkpoint's {@code args}. Of a run that learns clips of the user's it names the
   * footage, but no folder.
   */
  public static PyNamespace of(TrainingOptions given) {
    TrainingOptions options = given.withoutFootageFolders();
    GeneratorSpec spec = options.model().generator();
    LossOptions loss = options.loss();
    ScheduleOptions schedule = options.schedule();
    int replicas = options.machine().replicas();
    Map<Object, Object> fields = new LinkedHashMap<>();
    fields.put("random_seed", options.seed());
    fields.put("data_path", options.data().source());
    fields.put("image_size", (long) spec.imageSize());
    fields.put("dim_z_content", (long) spec.contentDim());
    fields.put("dim_z_motion", (long) spec.motionDim());
    fields.put("video_length", (long) spec.videoLength());
    fields.put(
        "freq_val",
        spec.frequencyRanges().stream()
            .map(PublishedArgs::compact)
            .collect(Collectors.joining(",")));
    fields.put("every_nth", (long) options.data().everyNth());
    fields.put("image_batch", (long) loss.imageBatch());
    fields.put("video_batch", (long) loss.videoBatch());
    fields.put("batches", schedule.steps());
    fields.put("image_discriminator", options.model().imageDiscriminator().publishedName());
    fields.put("video_discriminator", options.model().videoDiscriminator().publishedName());
    fields.put("VD_resize_ratio", loss.videoResizeRatio());
    fields.put("DiffAugment", loss.augment());
    fields.put("r1", number(loss.r1Weight()));
    fields.put("d_reg_every", (long) loss.r1Every());
    fields.put("mixing_prob", 0.0);
    fields.put("ema_kimg", number(loss.emaKimg()));
    fields.put("ngpus", (long) replicas);
    fields.put("distributed", replicas > 1);
    fields.put("local_rank", 0L);
    fields.put("ckpt_path", null);
    fields.put("log_path", "logs");
    fields.put("save_interval", (long) schedule.fullEvery());
    fields.put("G_save_interval", (long) schedule.generatorEvery());
    fields.put("print_every", (long) schedule.sampleEvery());
    fields.put("num_print_images", (long) schedule.sampleRows());
    // Kymo's datasets are always cropped to the middle square.
    fields.put("center_crop", true);
    fields.put("image_dataset", null);
    fields.put(OWN, OptionsFile.text(options));
    options
        .learning()
        .ifPresent(
            learning -> {
              fields.put(FootageOrigins.OPTION, FootageOrigins.text(learning.origins()));
              fields.put(LearnedBands.OPTION, new ArrayList<Object>(learning.crossoversHz()));
            });
    return new PyNamespace(fields);
  }

  /**
   * The options that a full checkpoint was trained with: Kymo's own where it holds them, otherwise
   * the published ones, with widths from the tensors.
   *
   * @throws IllegalArgumentException with a sentence, when they cannot be told
   */
  public static Translation read(Checkpoint checkpoint) {
    Map<String, Object> args = checkpoint.options();
    try {
      if (args.get(OWN) instanceof String own) {
        return new Translation(OptionsFile.parse(own), List.of());
      }
      if (!checkpoint.full()) {
        throw new IllegalArgumentException(
            "It holds a generator only, which does not tell how it was trained.");
      }
      return new PublishedArgs(args).translate(checkpoint);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s cannot be trained on: %s".formatted(checkpoint.source(), e.getMessage()), e);
    }
  }

  private Translation translate(Checkpoint checkpoint) {
    ImageDiscriminatorKind image =
        named(
            "image_discriminator",
            Arrays.asList(ImageDiscriminatorKind.values()),
            ImageDiscriminatorKind::publishedName);
    VideoDiscriminatorKind video =
        named(
            "video_discriminator",
            Arrays.asList(VideoDiscriminatorKind.values()),
            VideoDiscriminatorKind::publishedName);
    ModelOptions model =
        new ModelOptions(
            checkpoint.spec(),
            image,
            widths(checkpoint, IMAGE_NETWORK),
            video,
            widths(checkpoint, VIDEO_NETWORK));
    LossOptions loss =
        new LossOptions(
            whole("image_batch", 4),
            whole("video_batch", 2),
            learningRate(checkpoint),
            0,
            0.99,
            real("r1", 10),
            whole("d_reg_every", 16),
            real("ema_kimg", 10),
            truth("DiffAugment", true),
            real("VD_resize_ratio", 1),
            false);
    ScheduleOptions schedule =
        new ScheduleOptions(
            whole("batches", 300_000),
            whole("print_every", 100),
            whole("print_every", 100),
            1_000,
            whole("G_save_interval", 5_000),
            whole("save_interval", 20_000),
            0,
            0,
            Math.min(64, whole("num_print_images", 4)));
    noteWhatIsNotOffered();
    return new Translation(
        new TrainingOptions(
            new DataOptions(text("data_path", "data"), whole("every_nth", 1)),
            model,
            loss,
            schedule,
            machine(whole("ngpus", 1)),
            args.get("random_seed") instanceof Long seed ? seed : 12345L),
        notes);
  }

  private void noteWhatIsNotOffered() {
    if (real("mixing_prob", 0) > 0) {
      notes.add("It was trained with style mixing (mixing_prob), which is left out from here on.");
    }
    if (args.get("image_dataset") != null) {
      notes.add(
          "Its single images came from a dataset of their own (image_dataset); from here on they"
              + " are frames of the clips.");
    }
    if (!truth("center_crop", false)) {
      notes.add(
          "Its frames were resized without a crop (center_crop was off); from here on the middle"
              + " square is used, which is the same for square videos.");
    }
  }

  private static MachineOptions machine(int replicas) {
    List<String> devices = new ArrayList<>();
    for (int i = 0; i < replicas; i++) {
      devices.add(replicas == 1 ? "auto" : "cuda:" + i);
    }
    return new MachineOptions(devices, TrainingPrecision.AUTO, 0, 0);
  }

  /** Widths for r = 4, 8, ...: the first layer's is that of the full resolution. */
  private static List<Integer> widths(Checkpoint checkpoint, String network) {
    Map<String, StoredTensor> tensors = checkpoint.state().tensors(network);
    List<Integer> widths = new ArrayList<>();
    String name = "convs.0.0.weight";
    for (int i = 1; tensors.containsKey(name); i++) {
      widths.add(0, (int) tensors.get(name).shape()[0]);
      name = "convs." + i + ".conv2.1.weight";
    }
    return widths;
  }

  private static double learningRate(Checkpoint checkpoint) {
    if (checkpoint.state().entries().get("g_optim") instanceof Map<?, ?> optimiser
        && optimiser.get("param_groups") instanceof List<?> groups
        && !groups.isEmpty()
        && groups.get(0) instanceof Map<?, ?> group
        && group.get("lr") instanceof Double rate) {
      return rate;
    }
    return 0.002;
  }

  private interface Naming<T> {
    String name(T constant);
  }

  private <T> T named(String option, List<T> constants, Naming<T> naming) {
    String name = text(option, "");
    return constants.stream()
        .filter(constant -> naming.name(constant).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Its option %s is '%s', not %s."
                        .formatted(
                            option,
                            name,
                            constants.stream()
                                .map(naming::name)
                                .collect(Collectors.joining(" or ")))));
  }

  private int whole(String option, int published) {
    Object value = args.getOrDefault(option, (long) published);
    if (value instanceof Long number && number == (int) (long) number) {
      return (int) (long) number;
    }
    throw new IllegalArgumentException(
        "Its option %s is %s, not a whole number.".formatted(option, value));
  }

  private double real(String option, double published) {
    Object value = args.getOrDefault(option, published);
    if (value instanceof Long || value instanceof Double) {
      return ((Number) value).doubleValue();
    }
    throw new IllegalArgumentException(
        "Its option %s is %s, not a number.".formatted(option, value));
  }

  private boolean truth(String option, boolean published) {
    return args.getOrDefault(option, published) instanceof Boolean value ? value : published;
  }

  private String text(String option, String otherwise) {
    return Optional.ofNullable(args.get(option)).map(Object::toString).orElse(otherwise);
  }

  /** 7 rather than 7.0, as the public code is given it. */
  private static String compact(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  private static Object number(double value) {
    return value == Math.rint(value) ? (Object) (long) value : (Object) value;
  }
}
