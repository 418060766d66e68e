/**
 * Decoding video files: {@link dev.kymo.trainer.dataset.video.H264Video} without other programs,
 * {@link dev.kymo.trainer.dataset.video.FfmpegDecoder} with ffmpeg. May use {@code dataset} and
 * {@code image}.
 */
package dev.kymo.trainer.dataset.video;
