package dev.kymo.studio.cli.train;

import dev.kymo.trainer.metric.fvd.FvdMetric;
import dev.kymo.trainer.run.ImageDiscriminatorKind;
import dev.kymo.trainer.run.Preset;
import dev.kymo.trainer.run.TrainingPrecision;
import dev.kymo.trainer.run.VideoDiscriminatorKind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the names of kinds. */
public final class Kinds {
  private Kinds() {}

  private static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static <T extends Enum<T>> T named(List<T> constants, String text) {
    return constants.stream()
        .filter(constant -> label(constant).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "expected %s, but got '%s'"
                        .formatted(
                            constants.stream().map(Kinds::label).collect(Collectors.joining(", ")),
                            text)));
  }

  /** Reads a preset's name. */
  static final class Presets implements ITypeConverter<Preset> {
    @Override
    public Preset convert(String text) {
      return named(Arrays.asList(Preset.values()), text);
    }
  }

  /** Reads a precision. */
  public static final class Precision implements ITypeConverter<TrainingPrecision> {
    @Override
    public TrainingPrecision convert(String text) {
      return named(Arrays.asList(TrainingPrecision.values()), text);
    }
  }

  /** Reads a metric's label. */
  static final class Metric implements ITypeConverter<FvdMetric> {
    @Override
    public FvdMetric convert(String text) {
      try {
        return FvdMetric.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  /** Reads an image discriminator's kind. */
  static final class Image implements ITypeConverter<ImageDiscriminatorKind> {
    @Override
    public ImageDiscriminatorKind convert(String text) {
      return named(Arrays.asList(ImageDiscriminatorKind.values()), text);
    }
  }

  /** Reads a video discriminator's kind. */
  static final class Video implements ITypeConverter<VideoDiscriminatorKind> {
    @Override
    public VideoDiscriminatorKind convert(String text) {
      return named(Arrays.asList(VideoDiscriminatorKind.values()), text);
    }
  }
}
