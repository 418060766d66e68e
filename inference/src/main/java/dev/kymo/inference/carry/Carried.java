package dev.kymo.inference.carry;

import dev.kymo.inference.image.RgbFrame;

/**
 * A carried frame.
 *
 * @param frame the whole frame with its edit; it may be a source's own, so nobody writes to it
 * @param unexplained part of the learned square that no original pixels explain, 0 to 1: there the
 *     picture is the model's, soft
 */
public record Carried(RgbFrame frame, double unexplained) {}
