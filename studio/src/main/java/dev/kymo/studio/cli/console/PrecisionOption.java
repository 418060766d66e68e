package dev.kymo.studio.cli.console;

import dev.kymo.inference.kernel.Precision;
import java.util.Arrays;
import java.util.Optional;

/**
 * The value of an option {@code --precision}.
 *
 * @param wanted the precision asked for, or nothing for {@code auto}
 */
public record PrecisionOption(Optional<Precision> wanted) {

  /**
   * Reads {@code auto}, {@code fp32}, {@code bf16} or {@code fp16}.
   *
   * @throws IllegalArgumentException when it is none of these; the message says what is expected
   */
  public static PrecisionOption parse(String text) {
    if (text.equals("auto")) {
      return new PrecisionOption(Optional.empty());
    }
    return Arrays.stream(Precision.values())
        .filter(precision -> precision.label().equals(text))
        .findFirst()
        .map(precision -> new PrecisionOption(Optional.of(precision)))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "expected auto, fp32, bf16 or fp16, but got '" + text + "'"));
  }
}
