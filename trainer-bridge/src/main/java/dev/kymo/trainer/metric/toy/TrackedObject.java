package dev.kymo.trainer.metric.toy;

import dev.kymo.trainer.dataset.toy.ToyShape;

/**
 * An object that was found in a column.
 *
 * @param y its centre of light from the top, in pixels of a 64 x 64 frame: 0 is the middle of the
 *     first row. A triangle's lies below the middle of its height
 * @param color of its core
 * @param shape the shape that it resembles most
 */
public record TrackedObject(double y, Rgb color, ToyShape shape) {}
