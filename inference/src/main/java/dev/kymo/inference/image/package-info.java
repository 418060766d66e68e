/**
 * Pictures in memory: {@link dev.kymo.inference.image.RgbFrame}, {@link
 * dev.kymo.inference.image.ImageDecoder}, which reads them from files, and {@link
 * dev.kymo.inference.image.SquareResizer}, which makes them the size that a model knows. May use
 * {@code file}.
 */
package dev.kymo.inference.image;
