package dev.kymo.studio.frames;

import dev.kymo.inference.frame.FrameImage;
import dev.kymo.inference.frame.FrameRequest;

/**
 * A drawn frame with the request that it answers, so that it is never shown as another one.
 *
 * @param request what was asked for
 * @param image its pixels
 */
public record Picture(FrameRequest request, FrameImage image) {}
