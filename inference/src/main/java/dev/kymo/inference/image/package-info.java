/**
 * Pictures in memory: {@link dev.kymo.inference.image.RgbFrame}, and {@link
 * dev.kymo.inference.image.SquareResizer}, which makes them the size that a model knows. Uses no
 * other package.
 */
package dev.kymo.inference.image;
