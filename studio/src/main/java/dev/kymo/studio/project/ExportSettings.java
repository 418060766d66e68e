package dev.kymo.studio.project;

import dev.kymo.inference.clip.ClipAttachment;
import dev.kymo.inference.clip.ClipFormat;
import dev.kymo.inference.clip.ClipOptions;
import dev.kymo.inference.clip.ClipQuality;
import dev.kymo.inference.clip.ExactSize;
import dev.kymo.inference.clip.FrameRate;
import dev.kymo.inference.clip.ScaleMethod;
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
 * @param size the size of the clip in place of the scale, or nothing
 * @param carrying the footage whose pixels the edit is carried to, or nothing for the model's own
 *     pictures
 * @param attachment what rides along in a video: the project that it is made from
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
    Optional<ExactSize> size,
    Optional<ExportCarrying> carrying,
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
    Objects.requireNonNull(size, "size");
    Objects.requireNonNull(carrying, "carrying");
    Objects.requireNonNull(attachment, "attachment");
    if (scale < 1 || scale > MAX_SCALE) {
      throw new IllegalArgumentException("the scale must be in [1, 16], but is " + scale);
    }
  }

  /** The clip that is written. */
  public ClipOptions options() {
    ClipOptions options =
        ClipOptions.of(
                carrying.map(c -> c.footage().width(c.part())).orElse(imageSize),
                carrying.map(c -> c.footage().height(c.part())).orElse(imageSize),
                grid.frames())
            .withRate(rate)
            .withQuality(quality)
            .withScale(
                carrying.isPresent() ? 1 : scale,
                smooth ? ScaleMethod.SMOOTH : ScaleMethod.NEAREST);
    return size.map(options::withSize).orElse(options);
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
        size,
        carrying.map(c -> new ExportCarrying(c.footage(), c.part(), Optional.empty())),
        Optional.empty());
  }
}
