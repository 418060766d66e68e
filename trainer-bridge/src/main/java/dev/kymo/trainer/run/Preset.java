package dev.kymo.trainer.run;

import dev.kymo.inference.checkpoint.GeneratorSpec;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Ready-made options to start from. */
public enum Preset {
  /** Toy clips at 64 x 64 on a CPU, in a few hours. */
  TOY_64("toy-64", "64 x 64, narrow networks, for the toy clips on a CPU"),
  /** 128 x 128 on one GPU. */
  SMALL_128("small-128", "128 x 128, half the published widths, for one GPU"),
  /** The published run. */
  PUBLISHED_256("published-256", "256 x 256, the published run, for eight GPUs");

  private static final int PUBLISHED_GPUS = 8;

  private final String label;
  private final String description;

  Preset(String label, String description) {
    this.label = label;
    this.description = description;
  }

  /** As the command line spells it. */
  public String label() {
    return label;
  }

  /** What it is for, one line. */
  public String description() {
    return description;
  }

  /**
   * The preset of a name.
   *
   * @throws IllegalArgumentException when there is none; the message says what is expected
   */
  public static Preset parse(String text) {
    return Arrays.stream(values())
        .filter(preset -> preset.label.equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    Arrays.stream(values())
                        .map(Preset::label)
                        .collect(Collectors.joining(", ", "expected ", ""))
                        .concat(", but got '" + text + "'")));
  }

  /** Its options for a dataset, seed 0. */
  public TrainingOptions options(String source) {
    return switch (this) {
      case TOY_64 -> toy(source);
      case SMALL_128 -> small(source);
      case PUBLISHED_256 -> published(source);
    };
  }

  private static TrainingOptions toy(String source) {
    List<Integer> widths = List.of(64, 64, 64, 64, 32);
    return new TrainingOptions(
        new DataOptions(source, 1),
        new ModelOptions(
            new GeneratorSpec(64, 128, 128, 4, 2, List.of(7.0), widths, 16),
            ImageDiscriminatorKind.IMAGE,
            widths,
            VideoDiscriminatorKind.DELTA,
            widths),
        new LossOptions(16, 16, 0.002, 0, 0.99, 1, 16, 10, false, 1, true),
        new ScheduleOptions(20_000, 10, 500, 500, 2_000, 10_000, 3, 1, 4),
        new MachineOptions(List.of("auto"), TrainingPrecision.AUTO, 0, 0),
        0);
  }

  private static TrainingOptions small(String source) {
    List<Integer> widths = List.of(256, 256, 256, 256, 256, 128);
    return new TrainingOptions(
        new DataOptions(source, 1),
        new ModelOptions(
            new GeneratorSpec(128, 256, 256, 8, 2, List.of(7.0), widths, 16),
            ImageDiscriminatorKind.IMAGE,
            widths,
            VideoDiscriminatorKind.DELTA,
            widths),
        new LossOptions(16, 16, 0.002, 0, 0.99, 10, 16, 10, true, 1, true),
        new ScheduleOptions(100_000, 50, 1_000, 1_000, 5_000, 20_000, 5, 1, 4),
        new MachineOptions(List.of("auto"), TrainingPrecision.AUTO, 0, 0),
        0);
  }

  /** The published run of docs/model.md section 5. */
  private static TrainingOptions published(String source) {
    int size = 256;
    return new TrainingOptions(
        new DataOptions(source, 1),
        new ModelOptions(
            new GeneratorSpec(
                size, 512, 512, 8, 2, List.of(7.0), DefaultWidths.generator(size), 16),
            ImageDiscriminatorKind.IMAGE,
            DefaultWidths.imageDiscriminator(size),
            VideoDiscriminatorKind.PATCH_VIDEO,
            DefaultWidths.videoDiscriminator(VideoDiscriminatorKind.PATCH_VIDEO, size / 2)),
        new LossOptions(4, 2, 0.002, 0, 0.99, 10, 16, 10, true, 0.5, false),
        new ScheduleOptions(300_000, 100, 100, 1_000, 5_000, 20_000, 0, 0, 4),
        new MachineOptions(
            IntStream.range(0, PUBLISHED_GPUS).mapToObj(i -> "cuda:" + i).toList(),
            TrainingPrecision.FP32,
            0,
            0),
        0);
  }
}
