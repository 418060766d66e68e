package dev.kymo.studio.project;

import dev.kymo.inference.clip.FrameRate;
import dev.kymo.inference.delivery.CarriedClip;
import dev.kymo.inference.delivery.FootageSound;
import dev.kymo.inference.delivery.FrameCarrier;
import dev.kymo.inference.delivery.ModelPictures;
import dev.kymo.inference.footage.Footage;
import dev.kymo.inference.footage.FootageOrigin;
import dev.kymo.inference.motion.TimeGrid;
import java.util.Objects;

/**
 * Footage beside a learned model, to whose pixels exports are carried.
 *
 * @param footage opened
 * @param origin what the model has learned of it
 * @param clipLength T of the model
 * @param carriers what carries, as well as an export does
 */
public record ExportFootage(
    Footage footage, FootageOrigin origin, int clipLength, FrameCarrier.Factory carriers) {

  /** Refuses nulls. */
  public ExportFootage {
    Objects.requireNonNull(footage, "footage");
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(carriers, "carriers");
  }

  /** The clip whose frames are drawn by this model. */
  CarriedClip clip(ModelPictures model) {
    return new CarriedClip(model, clipLength, footage, origin, carriers);
  }

  /** The width of frames of a part, in pixels. */
  public int width(CarriedClip.Part part) {
    return part == CarriedClip.Part.FRAME ? origin.width() : origin.square().side();
  }

  /** The height of frames of a part, in pixels. */
  public int height(CarriedClip.Part part) {
    return part == CarriedClip.Part.FRAME ? origin.height() : origin.square().side();
  }

  /** Its sound for a clip. */
  public FootageSound sound(TimeGrid grid, FrameRate rate) {
    return FootageSound.of(footage.info(), origin, clipLength, grid, rate);
  }

  /** A rate that was rounded for a field means the footage's exact one where it is near. */
  public FrameRate exact(FrameRate rate) {
    boolean near = Math.abs(rate.perSecond() - origin.rate().perSecond()) < 5e-3;
    return near ? origin.rate() : rate;
  }
}
