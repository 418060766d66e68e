package dev.kymo.studio.project;

import dev.kymo.inference.clip.ClipAttachment;
import dev.kymo.inference.clip.ClipFormat;
import dev.kymo.inference.clip.ClipQuality;
import dev.kymo.inference.clip.FrameRate;
import dev.kymo.inference.frame.Scene;
import dev.kymo.inference.motion.TimeGrid;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything that an export needs, fixed when it starts: later edits do not change it.
 *
 * @param scene what is drawn
 * @param grid which times
 * @param format what is written
 * @param target the file, or the folder for frames
 * @param rate frames per second of the result
 * @param imageSize side of the drawn frames, pixels
 * @param scale how many times larger each side gets, [1, 16]
 * @param smooth true interpolates between pixels, false repeats them
 * @param quality how much is lost
 * @param attachment what rides along in an MP4: the project that it is made from
 */
public record ExportSettings(
    Scene scene,
    TimeGrid grid,
    ClipFormat format,
    Path target,
    FrameRate rate,
    int imageSize,
    int scale,
    boolean smooth,
    ClipQuality quality,
    Optional<ClipAttachment> attachment) {

  /** The largest scale factor. */
  public static final int MAX_SCALE = 16;

  /** Checks the ranges. */
  public ExportSettings {
    Objects.requireNonNull(scene, "scene");
    Objects.requireNonNull(grid, "grid");
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(rate, "rate");
    Objects.requireNonNull(quality, "quality");
    Objects.requireNonNull(attachment, "attachment");
    if (scale < 1 || scale > MAX_SCALE) {
      throw new IllegalArgumentException("the scale must be in [1, 16], but is " + scale);
    }
  }

  /** Side of the exported frames, pixels. */
  public int outputSize() {
    return imageSize * scale;
  }

  /** How long the clip plays, seconds. */
  public double seconds() {
    return grid.frames() / rate.perSecond();
  }

  /** The same of other times to another target, with nothing riding along: a sample. */
  public ExportSettings sample(TimeGrid times, Path sampleTarget) {
    return new ExportSettings(
        scene,
        times,
        format,
        sampleTarget,
        rate,
        imageSize,
        scale,
        smooth,
        quality,
        Optional.empty());
  }
}
