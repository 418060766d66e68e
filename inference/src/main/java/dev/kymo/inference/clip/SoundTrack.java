package dev.kymo.inference.clip;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Sound that goes along with a clip: a part of that of a video.
 *
 * @param file the video
 * @param start where the part begins, in seconds from the video's first frame
 * @param seconds how long it is
 */
public record SoundTrack(Path file, double start, double seconds) {

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException with a sentence
   */
  public SoundTrack {
    Objects.requireNonNull(file, "file");
    if (!(start >= 0 && seconds > 0) || Double.isInfinite(start + seconds)) {
      throw new IllegalArgumentException(
          "Sound begins at 0 or later and has a length, not %s and %s.".formatted(start, seconds));
    }
  }
}
