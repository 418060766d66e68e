/**
 * What the frames of a video are handed to ({@link dev.kymo.trainer.dataset.video.FrameVisitor}),
 * and what videos are called. Videos themselves are read by inference's {@code footage}. Uses no
 * other package.
 */
package dev.kymo.trainer.dataset.video;
