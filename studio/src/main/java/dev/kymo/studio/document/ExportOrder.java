package dev.kymo.studio.document;

import dev.kymo.inference.clip.ClipFormat;
import dev.kymo.inference.clip.ClipQuality;
import dev.kymo.inference.clip.ExactSize;
import dev.kymo.inference.clip.FrameRate;
import dev.kymo.inference.motion.TimeGrid;
import dev.kymo.studio.project.ExportCarrying;
import dev.kymo.studio.project.ExportFootage;
import dev.kymo.studio.project.ExportPicture;
import dev.kymo.studio.project.ExportSettings;
import dev.kymo.studio.timeline.ClipRange;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * An export as it was asked for, with everything that is needed to do it another day. Immutable.
 *
 * @param project what is exported, over its range
 * @param format what is written
 * @param target the file, or the folder for frames
 * @param rate frames per second of the result
 * @param frames how many are drawn over the range, at least 1
 * @param scale how many times larger each side gets, [1, 16]
 * @param smooth true interpolates between pixels, false repeats them
 * @param quality how much is lost
 * @param size the size of the clip in place of the scale, or nothing
 * @param picture what of footage and model goes out
 * @param sound whether the footage's sound goes along where it can
 */
public record ExportOrder(
    Project project,
    ClipFormat format,
    Path target,
    FrameRate rate,
    int frames,
    int scale,
    boolean smooth,
    ClipQuality quality,
    Optional<ExactSize> size,
    ExportPicture picture,
    boolean sound) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException with a sentence
   */
  public ExportOrder {
    Objects.requireNonNull(project, "project");
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(rate, "rate");
    Objects.requireNonNull(quality, "quality");
    Objects.requireNonNull(size, "size");
    Objects.requireNonNull(picture, "picture");
    if (frames < 1) {
      throw new IllegalArgumentException("a clip has at least 1 frame, not " + frames);
    }
    if (scale < 1 || scale > ExportSettings.MAX_SCALE) {
      throw new IllegalArgumentException("the scale must be in [1, 16], but is " + scale);
    }
  }

  /** The same to another target. */
  public ExportOrder withTarget(Path value) {
    return new ExportOrder(
        project, format, value, rate, frames, scale, smooth, quality, size, picture, sound);
  }

  /**
   * What an export needs, on a machine where the model is open.
   *
   * @param imageSize side of the model's pictures, pixels
   * @param footage beside the model; empty without
   */
  public ExportSettings settings(int imageSize, Optional<ExportFootage> footage) {
    ClipRange range = project.state().range();
    TimeGrid grid = new TimeGrid(range.from(), range.to(), frames);
    return new ExportSettings(
        project.state().scene(project.checkpoint().sha256()),
        grid,
        format,
        target,
        rate,
        imageSize,
        scale,
        smooth,
        quality,
        size,
        footage.flatMap(beside -> carrying(beside, grid)),
        Optional.of(ProjectFile.attachment(project, target)));
  }

  private Optional<ExportCarrying> carrying(ExportFootage footage, TimeGrid grid) {
    return picture
        .part()
        .map(
            part ->
                new ExportCarrying(
                    footage,
                    part,
                    sound && format.holdsSound()
                        ? footage.sound(grid, rate).track()
                        : Optional.empty()));
  }
}
