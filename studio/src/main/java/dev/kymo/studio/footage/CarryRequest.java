package dev.kymo.studio.footage;

import dev.kymo.studio.frames.Picture;

/**
 * A picture of the model that is to be carried to the footage.
 *
 * @param edited the model's picture
 * @param view what of the carried frame is shown; the model's own picture is handed on as it is
 * @param compared whether the original is wanted beside it
 * @param moving whether the next one comes soon, as in play: then it is not made better
 */
public record CarryRequest(Picture edited, FootageView view, boolean compared, boolean moving) {}
