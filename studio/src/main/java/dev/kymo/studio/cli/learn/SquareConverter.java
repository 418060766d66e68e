package dev.kymo.studio.cli.learn;

import dev.kymo.inference.footage.Square;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a square: {@code x,y,side}. */
final class SquareConverter implements ITypeConverter<Square> {
  private static final Pattern FORM = Pattern.compile("(\\d{1,6}),(\\d{1,6}),(\\d{1,6})");

  @Override
  public Square convert(String text) {
    Matcher form = FORM.matcher(text.trim());
    if (!form.matches() || Integer.parseInt(form.group(3)) == 0) {
      throw new TypeConversionException(
          "expected the square's left edge, top edge and side in pixels, such as 280,0,720, all whole and none"
              + " negative, but got '"
              + text
              + "'");
    }
    return new Square(
        Integer.parseInt(form.group(1)),
        Integer.parseInt(form.group(2)),
        Integer.parseInt(form.group(3)));
  }
}
