package dev.kymo.studio.cli.dataset;

import dev.kymo.trainer.dataset.image.FrameEncoder.Format;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code png} or {@code jpg}. */
final class FrameFormatConverter implements ITypeConverter<Format> {
  @Override
  public Format convert(String text) {
    for (Format format : Format.values()) {
      if (format.ending().equals(text)) {
        return format;
      }
    }
    throw new TypeConversionException("expected png or jpg, but got '" + text + "'");
  }
}
