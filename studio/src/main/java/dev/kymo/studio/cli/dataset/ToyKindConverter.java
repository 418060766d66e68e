package dev.kymo.studio.cli.dataset;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code shapes} or {@code puppet}. */
final class ToyKindConverter implements ITypeConverter<ToyKind> {
  @Override
  public ToyKind convert(String text) {
    for (ToyKind kind : ToyKind.values()) {
      if (kind.name().toLowerCase(Locale.ROOT).equals(text)) {
        return kind;
      }
    }
    throw new TypeConversionException("expected shapes or puppet, but got '" + text + "'");
  }
}
