/**
 * Single frames: {@link dev.kymo.trainer.dataset.image.FrameDecoder} reads image files, {@link
 * dev.kymo.trainer.dataset.image.SquareResizer} makes them S x S, {@link
 * dev.kymo.trainer.dataset.image.FrameEncoder} writes them. May use {@code dataset}.
 */
package dev.kymo.trainer.dataset.image;
