package dev.kymo.studio.project;

import dev.kymo.inference.footage.FootageOrigin;
import dev.kymo.inference.model.SinusoidMotion;
import dev.kymo.inference.motion.BandPlan;
import dev.kymo.inference.motion.LatentCode;
import dev.kymo.inference.motion.MotionEdit;
import dev.kymo.studio.timeline.ClipRange;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * What the studio knows of an open checkpoint.
 *
 * @param checkpointId names the weights: {@code Checkpoint.id()}
 * @param name for people: the file's name without its ending
 * @param file where it came from
 * @param imageSize S, pixels
 * @param frequencies the learned sinusoids
 * @param motions what they do under a motion code, in the order of the frequencies; takes its time
 * @param videoLength T, frames of a training clip
 * @param step the training step that it was saved at, if known
 * @param latents how large its latents are
 * @param bands where its motion comes apart, if it says so; otherwise by its frequencies
 * @param footage the clips that it has learned, in their order; empty for a model of a dataset
 */
public record ModelInfo(
    String checkpointId,
    String name,
    Path file,
    int imageSize,
    LearnedFrequencies frequencies,
    Function<LatentCode, SinusoidMotion> motions,
    int videoLength,
    OptionalLong step,
    LatentShape latents,
    Optional<BandPlan> bands,
    List<FootageOrigin> footage) {

  /** Refuses nulls and keeps an immutable copy. */
  public ModelInfo {
    Objects.requireNonNull(checkpointId, "checkpointId");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(frequencies, "frequencies");
    Objects.requireNonNull(motions, "motions");
    Objects.requireNonNull(step, "step");
    Objects.requireNonNull(latents, "latents");
    Objects.requireNonNull(bands, "bands");
    footage = List.copyOf(footage);
  }

  /**
   * The edit that it is first shown with: everything as trained. A model that has learned clips
   * starts with the first one, as it was filmed.
   *
   * @param before what was edited before; its seeds and rate stay for a model of a dataset
   */
  public EditorState asTrained(EditorState before) {
    BandPlan plan = bands.orElseGet(() -> BandPlan.terciles(frequencies.frequencies()));
    EditorState first = before.withRange(ClipRange.TRAINED);
    if (!footage.isEmpty()) {
      FootageOrigin clip = footage.get(0);
      double rate = clip.rate().perSecond();
      first =
          first
              .withContent(LatentCode.seed(clip.contentSeed()))
              .withMotionCode(LatentCode.seed(clip.motionSeed()))
              .withBetween(0)
              .withFps(Math.max(EditorState.MIN_FPS, Math.min(EditorState.MAX_FPS, rate)));
    }
    return first.withMotion(MotionEdit.trained(plan, first.motionCode()));
  }

  /** Whether an edit of one model makes sense for the other: same latents, same clips. */
  public boolean takesEditsOf(ModelInfo other) {
    return latents.equals(other.latents) && footage.equals(other.footage);
  }

  /** The learned clip that a content code shows; empty when it shows none. */
  public Optional<FootageOrigin> clipOf(LatentCode content) {
    return footage.stream()
        .filter(origin -> LatentCode.seed(origin.contentSeed()).equals(content))
        .findFirst();
  }
}
