/**
 * Videos to frames: {@link dev.kymo.trainer.dataset.extract.VideoExtraction}. May use {@code
 * dataset}, {@code video}, {@code image}, {@code work} and inference's {@code file} and {@code
 * footage}.
 */
package dev.kymo.trainer.dataset.extract;
