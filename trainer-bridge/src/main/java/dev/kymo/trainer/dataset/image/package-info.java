/**
 * Single frames of datasets as files: {@link dev.kymo.trainer.dataset.image.FrameDecoder} reads
 * them, {@link dev.kymo.trainer.dataset.image.FrameEncoder} writes them. May use {@code dataset}
 * and inference's {@code image}.
 */
package dev.kymo.trainer.dataset.image;
