package dev.kymo.inference.clip;

import dev.kymo.inference.file.FileException;
import java.nio.file.Path;
import java.util.Optional;

/** What a format cannot hold, told before anything is drawn. */
public final class ClipLimits {
  /** Browsers take a delay below two hundredths of a second in a GIF for ten. */
  private static final int FASTEST_GIF = 50;

  private static final int WIDEST_GIF = 0xFFFF;

  /** Keeps the sums over all pixels of a frame of a GIF within an int. */
  private static final int MOST_GIF = 1 << 23;

  private ClipLimits() {}

  /** Why a clip cannot be written, with what to do, as the end of a sentence; empty when it can. */
  public static Optional<String> refusal(ClipFormat format, ClipOptions options) {
    return switch (format) {
      case GIF -> gif(options);
      case MP4 -> Mp4ClipWriter.refusal(options);
      case PNG_STRIP, JPG_STRIP -> StripClipWriter.refusal(format, options);
      default -> format.encoder().flatMap(encoder -> encoder.refusal(format, options));
    };
  }

  /**
   * Refuses what a format cannot hold.
   *
   * @throws FileException with a sentence
   */
  static void check(Path path, ClipFormat format, ClipOptions options) throws FileException {
    Optional<String> refusal = refusal(format, options);
    if (refusal.isPresent()) {
      throw new FileException(path + " cannot be written: " + refusal.get() + ".");
    }
  }

  private static Optional<String> gif(ClipOptions options) {
    if (options.rate().perSecond() > FASTEST_GIF) {
      return Optional.of(
          "a GIF shows at most %d frames a second; choose a lower rate or an MP4"
              .formatted(FASTEST_GIF));
    }
    int width = options.outputWidth();
    int height = options.outputHeight();
    return Math.max(width, height) > WIDEST_GIF || (long) width * height > MOST_GIF
        ? Optional.of(
            "%d x %d pixels are too many for a GIF; choose a smaller scale"
                .formatted(width, height))
        : Optional.empty();
  }
}
