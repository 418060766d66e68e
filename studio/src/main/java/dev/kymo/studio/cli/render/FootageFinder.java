package dev.kymo.studio.cli.render;

import dev.kymo.inference.checkpoint.Checkpoint;
import dev.kymo.inference.delivery.CarriedClip;
import dev.kymo.inference.delivery.FootageSound;
import dev.kymo.inference.delivery.FrameCarrier;
import dev.kymo.inference.delivery.LearnedFootage;
import dev.kymo.inference.delivery.ModelPictures;
import dev.kymo.inference.footage.Footage;
import dev.kymo.inference.footage.FootageHash;
import dev.kymo.inference.footage.FootageOrigin;
import dev.kymo.inference.footage.FootageOrigins;
import dev.kymo.inference.frame.FrameSource;
import dev.kymo.inference.motion.LatentCode;
import dev.kymo.studio.cli.console.UserError;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Opens footage that a plan names, and makes sure that the plan's model has learned it. */
public final class FootageFinder {
  private final Footage.Opener opening;
  private final FrameCarrier.Factory carriers;

  /** A finder that opens like this, for clips that are carried like this. */
  public FootageFinder(Footage.Opener opening, FrameCarrier.Factory carriers) {
    this.opening = opening;
    this.carriers = carriers;
  }

  /** Footage that was found. */
  record Found(
      FootageChoice choice,
      Footage footage,
      FootageOrigin origin,
      int clipLength,
      FrameCarrier.Factory carriers) {

    CarriedClip clip(FrameSource model) {
      return new CarriedClip(ModelPictures.of(model), clipLength, footage, origin, carriers);
    }

    FootageSound sound(RenderPlan plan) {
      return choice.sound()
          ? FootageSound.of(footage.info(), origin, clipLength, plan.grid(), plan.rate())
          : new FootageSound(Optional.empty(), Optional.empty());
    }
  }

  /**
   * Finds the footage of a plan.
   *
   * @throws UserError when the model has learned none, or another content is asked for
   * @throws IOException when it cannot be read, or is other footage; the message is a sentence
   */
  Found find(RenderPlan plan, Checkpoint checkpoint)
      throws UserError, IOException, InterruptedException {
    FootageChoice choice = plan.footage().orElseThrow();
    List<FootageOrigin> origins = origins(plan, checkpoint);
    List<FootageOrigin> same =
        LearnedFootage.find(choice.file(), FootageHash.of(choice.file()), origins);
    FootageOrigin origin = origin(plan, choice, same);
    Footage footage = opening.open(choice.file());
    LearnedFootage.check(footage.info(), origin);
    return new Found(choice, footage, origin, checkpoint.spec().videoLength(), carriers);
  }

  private static List<FootageOrigin> origins(RenderPlan plan, Checkpoint checkpoint)
      throws UserError {
    try {
      List<FootageOrigin> origins = FootageOrigins.read(checkpoint.options());
      if (origins.isEmpty()) {
        throw new UserError(
            plan.checkpoint()
                + " has learned no footage: leave out --footage, or learn the clip with kymo"
                + " learn.");
      }
      return origins;
    } catch (IllegalArgumentException e) {
      throw new UserError(plan.checkpoint() + " cannot be used: " + e.getMessage(), e);
    }
  }

  /** The one whose content is drawn. */
  private static FootageOrigin origin(
      RenderPlan plan, FootageChoice choice, List<FootageOrigin> same) throws UserError {
    if (choice.ownSeeds()) {
      return same.get(0);
    }
    LatentCode content =
        plan.project()
            .map(edit -> edit.state().scene("").content())
            .orElseGet(() -> LatentCode.seed(plan.latents().contentSeed()));
    return same.stream()
        .filter(origin -> LatentCode.seed(origin.contentSeed()).equals(content))
        .findFirst()
        .orElseThrow(
            () ->
                new UserError(
                    "%1$s is content %2$d of the model, and the edit shows another, so that its pixels do not fit: use --content-seed %2$d, or leave it out."
                        .formatted(choice.file(), same.get(0).contentSeed())));
  }
}
