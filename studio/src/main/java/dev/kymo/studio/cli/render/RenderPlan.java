package dev.kymo.studio.cli.render;

import dev.kymo.inference.checkpoint.GeneratorSpec;
import dev.kymo.inference.clip.FrameRate;
import dev.kymo.inference.device.DeviceChoice;
import dev.kymo.inference.file.SameFile;
import dev.kymo.inference.footage.FootageOrigin;
import dev.kymo.inference.kernel.Precision;
import dev.kymo.inference.motion.TimeGrid;
import dev.kymo.studio.project.EditorState;
import dev.kymo.studio.timeline.ClipRange;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What {@code kymo render} is to do, complete and checked as far as that goes without the model.
 *
 * @param checkpoint the model
 * @param project the edit of a project, which then takes the place of latents and bands
 * @param footage whose pixels the edit is carried to, or nothing for the model's pictures
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
    Optional<FootageChoice> footage,
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
    if (footage.isPresent()) {
      if (SameFile.is(output.out(), footage.get().file())) {
        throw new IllegalArgumentException(
            "--out is the footage itself, which would be lost: choose another name");
      }
      checkFootage(output, look, latents);
    }
    if (latents.file().isEmpty()) {
      bands.checkCodes(latents.motionSeeds().size());
    }
  }

  private static void checkFootage(ClipOutput output, ClipLook look, LatentChoice latents) {
    if (output.count() > 1) {
      throw new IllegalArgumentException(
          "--footage is one clip, so --count cannot be " + output.count());
    }
    if (!output.format().isPicture()) {
      throw new IllegalArgumentException(
          "npz holds the model's own numbers: leave out --footage, or choose another format");
    }
    if (look.scale() > 1) {
      throw new IllegalArgumentException(
          "--footage gives frames in their own size: use --size in place of --scale");
    }
    if (latents.file().isPresent()) {
      throw new IllegalArgumentException(
          "--footage is learned under seeds: leave out --latents, or --footage");
    }
  }

  /** The same with the number of frames that a project has with this model. */
  RenderPlan settledFor(GeneratorSpec spec) {
    if (project.filter(ProjectEdit::ownFrames).isEmpty()) {
      return this;
    }
    ClipRange range = new ClipRange(grid.from(), grid.to());
    return with(project.get().state().withRange(range).grid(spec.videoLength()), rate, latents);
  }

  /**
   * The same with the codes of the first clip that a model has learned, where none are asked for.
   */
  RenderPlan settledFor(GeneratorSpec spec, List<FootageOrigin> learned) {
    RenderPlan settled = settledFor(spec);
    if (learned.isEmpty() || latents.asked() || project.isPresent()) {
      return settled;
    }
    FootageOrigin first = learned.get(0);
    LatentChoice codes = latents.withSeeds(first.contentSeed(), first.motionSeed());
    return settled.with(settled.grid, settled.rate, codes);
  }

  /** The same with the times, the rate and the codes that footage has. */
  RenderPlan settledFor(GeneratorSpec spec, FootageOrigin origin) {
    FootageChoice choice = footage.orElseThrow();
    TimeGrid times =
        project.isPresent() ? settledFor(spec).grid() : choice.grid(origin, spec.videoLength());
    LatentChoice codes =
        choice.ownSeeds() ? latents.withSeeds(origin.contentSeed(), origin.motionSeed()) : latents;
    return with(times, choice.rate(origin), codes);
  }

  private RenderPlan with(TimeGrid times, FrameRate fps, LatentChoice codes) {
    return new RenderPlan(
        checkpoint, project, footage, output, look, codes, bands, times, fps, precision, device);
  }
}
