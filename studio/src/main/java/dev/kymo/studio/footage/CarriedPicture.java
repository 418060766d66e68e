package dev.kymo.studio.footage;

import dev.kymo.inference.frame.FrameImage;
import java.util.Optional;

/**
 * An edit carried to the pixels of the footage.
 *
 * @param request what was asked for
 * @param image the carried frame, or the part of it that is shown
 * @param original the frame as it was filmed, as large; there when it was asked for
 * @param beyond whether there is no original at this time: it is the model's picture, enlarged
 * @param best whether it is as good as an export
 */
public record CarriedPicture(
    CarryRequest request,
    FrameImage image,
    Optional<FrameImage> original,
    boolean beyond,
    boolean best) {}
