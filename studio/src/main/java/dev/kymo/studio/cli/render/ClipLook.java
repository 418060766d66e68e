package dev.kymo.studio.cli.render;

import dev.kymo.inference.clip.ClipFormat;
import dev.kymo.inference.clip.ClipOptions;
import dev.kymo.inference.clip.ClipQuality;
import dev.kymo.inference.clip.ExactSize;
import dev.kymo.inference.clip.FrameRate;
import dev.kymo.inference.clip.ScaleMethod;
import dev.kymo.inference.motion.TimeGrid;
import dev.kymo.studio.project.ExportSettings;
import java.util.Optional;

/**
 * How drawn frames look in the clip.
 *
 * @param scale how many times larger each side gets, [1, {@value ExportSettings#MAX_SCALE}]
 * @param method how pixels are enlarged
 * @param quality how much a lossy video keeps of its frames
 * @param size the size of the clip in place of the scale, or nothing
 */
public record ClipLook(
    int scale, ScaleMethod method, ClipQuality quality, Optional<ExactSize> size) {
  /** Frames as they are drawn, at their best. */
  public static final ClipLook AS_DRAWN =
      new ClipLook(1, ScaleMethod.NEAREST, ClipQuality.BEST, Optional.empty());

  /**
   * Checks the scale.
   *
   * @throws IllegalArgumentException with a sentence that names the option
   */
  public ClipLook {
    if (scale < 1 || scale > ExportSettings.MAX_SCALE) {
      throw new IllegalArgumentException(
          "--scale must be in [1, %d], but is %d".formatted(ExportSettings.MAX_SCALE, scale));
    }
    if (size.isPresent() && scale > 1) {
      throw new IllegalArgumentException("--size is the size of the clip: leave out --scale");
    }
  }

  /**
   * Refuses what a format has no room for.
   *
   * @throws IllegalArgumentException with a sentence that names the option
   */
  void check(ClipFormat format) {
    if (format == ClipFormat.NPZ && (scale > 1 || size.isPresent())) {
      throw new IllegalArgumentException(
          "npz holds frames as they are drawn: leave out %s, or choose another format"
              .formatted(scale > 1 ? "--scale" : "--size"));
    }
    if (!format.hasQuality() && quality != ClipQuality.BEST) {
      throw new IllegalArgumentException(
          "--quality is for lossy videos; %s is always written at its best"
              .formatted(format.label()));
    }
  }

  /** A clip of frames of this size. */
  ClipOptions options(int width, int height, TimeGrid grid, FrameRate rate) {
    ClipOptions options =
        ClipOptions.of(width, height, grid.frames())
            .withRate(rate)
            .withQuality(quality)
            .withScale(scale, method);
    return size.map(options::withSize).orElse(options);
  }
}
