package dev.kymo.studio.cli.console;

import dev.kymo.inference.clip.ClipFormat;
import dev.kymo.inference.clip.ClipQuality;
import dev.kymo.inference.clip.FrameRate;
import dev.kymo.inference.delivery.CarriedClip;
import dev.kymo.inference.device.DeviceChoice;
import dev.kymo.inference.motion.BandPlan;
import dev.kymo.inference.motion.RestPosition;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads option values; picocli puts the option's name before what they say is wrong. */
public final class Converters {
  private Converters() {}

  private static <T> T convert(String text, Function<String, T> read) {
    try {
      return read.apply(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  /** Reads a clip format's name. */
  public static final class Format implements ITypeConverter<ClipFormat> {
    @Override
    public ClipFormat convert(String text) {
      return Converters.convert(text, ClipFormat::parse);
    }
  }

  /** Reads frames per second. */
  public static final class Rate implements ITypeConverter<FrameRate> {
    @Override
    public FrameRate convert(String text) {
      return Converters.convert(text, FrameRate::parse);
    }
  }

  /** The names of clip formats, for the help. */
  public static final class FormatNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(ClipFormat.values()).map(ClipFormat::label).iterator();
    }
  }

  /** Reads which part of footage is wanted. */
  public static final class Part implements ITypeConverter<CarriedClip.Part> {
    @Override
    public CarriedClip.Part convert(String text) {
      return switch (text.toLowerCase(Locale.ROOT)) {
        case "frame" -> CarriedClip.Part.FRAME;
        case "square" -> CarriedClip.Part.SQUARE;
        default ->
            throw new TypeConversionException("expected frame or square, but was '" + text + "'");
      };
    }
  }

  /** Reads the quality of a lossy video. */
  public static final class Quality implements ITypeConverter<ClipQuality> {
    @Override
    public ClipQuality convert(String text) {
      return Converters.convert(text, ClipQuality::parse);
    }
  }

  /** Reads cut points. */
  public static final class Cuts implements ITypeConverter<BandPlan> {
    @Override
    public BandPlan convert(String text) {
      return Converters.convert(text, NumberLists::cuts);
    }
  }

  /** Reads seeds. */
  public static final class Seeds implements ITypeConverter<Values<Long>> {
    @Override
    public Values<Long> convert(String text) {
      return Converters.convert(text, NumberLists::seeds);
    }
  }

  /** Reads indices. */
  public static final class Indices implements ITypeConverter<Values<Integer>> {
    @Override
    public Values<Integer> convert(String text) {
      return Converters.convert(text, NumberLists::indices);
    }
  }

  /** Reads numbers. */
  public static final class Numbers implements ITypeConverter<Values<Double>> {
    @Override
    public Values<Double> convert(String text) {
      return Converters.convert(text, NumberLists::numbers);
    }
  }

  /** Reads rest positions: model, mean, or a time. */
  public static final class Rests implements ITypeConverter<Values<RestPosition>> {
    @Override
    public Values<RestPosition> convert(String text) {
      return Converters.convert(text, NumberLists::rests);
    }
  }

  /** Reads a precision. */
  public static final class Precision implements ITypeConverter<PrecisionOption> {
    @Override
    public PrecisionOption convert(String text) {
      return Converters.convert(text, PrecisionOption::parse);
    }
  }

  /** Reads a device. */
  public static final class Device implements ITypeConverter<DeviceChoice> {
    @Override
    public DeviceChoice convert(String text) {
      return Converters.convert(text, DeviceChoice::parse);
    }
  }
}
