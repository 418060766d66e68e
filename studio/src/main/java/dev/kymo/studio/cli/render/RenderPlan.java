package dev.kymo.studio.cli.render;

import dev.kymo.inference.checkpoint.GeneratorSpec;
import dev.kymo.inference.clip.FrameRate;
import dev.kymo.inference.device.DeviceChoice;
import dev.kymo.inference.kernel.Precision;
import dev.kymo.inference.motion.TimeGrid;
import dev.kymo.studio.project.EditorState;
import dev.kymo.studio.timeline.ClipRange;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What {@code kymo render} is to do, complete and checked as far as that goes without the model.
 *
 * @param checkpoint the model
 * @param project the edit of a project, which then takes the place of latents and bands
 * @param output where the clips go
 * @param look how frames look there
 * @param latents where content, motion and noise come from
 * @param bands what is done to the motion
 * @param grid when the frames are
 * @param rate frames per second of what is written
 * @param precision the precision asked for, or nothing to choose the best
 * @param device the device asked for
 */
public record RenderPlan(
    Path checkpoint,
    Optional<ProjectEdit> project,
    ClipOutput output,
    ClipLook look,
    LatentChoice latents,
    BandSettings bands,
    TimeGrid grid,
    FrameRate rate,
    Optional<Precision> precision,
    DeviceChoice device) {

  /**
   * A project's edit.
   *
   * @param state all of it
   * @param ownFrames whether the number of frames is the project's, which only the model can tell
   */
  public record ProjectEdit(EditorState state, boolean ownFrames) {}

  /**
   * Checks what concerns several options.
   *
   * @throws IllegalArgumentException when options contradict each other; the message names them
   */
  public RenderPlan {
    look.check(output.format());
    if (output.count() < 1) {
      throw new IllegalArgumentException("--count must be at least 1, but is " + output.count());
    }
    if (latents.file().isPresent() && output.count() > 1) {
      throw new IllegalArgumentException(
          "--latents gives one clip, so --count cannot be " + output.count());
    }
    if (project.isPresent() && output.count() > 1) {
      throw new IllegalArgumentException(
          "--project is one clip, so --count cannot be " + output.count());
    }
    if (latents.file().isEmpty()) {
      bands.checkCodes(latents.motionSeeds().size());
    }
  }

  /** The same with the number of frames that a project has with this model. */
  RenderPlan settledFor(GeneratorSpec spec) {
    if (project.filter(ProjectEdit::ownFrames).isEmpty()) {
      return this;
    }
    ClipRange range = new ClipRange(grid.from(), grid.to());
    TimeGrid own = project.get().state().withRange(range).grid(spec.videoLength());
    return new RenderPlan(
        checkpoint, project, output, look, latents, bands, own, rate, precision, device);
  }
}
