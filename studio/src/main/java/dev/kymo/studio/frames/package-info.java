/**
 * Frames on their way to the screen: a bounded cache and one render thread on which the newest
 * request wins. Main class: {@link dev.kymo.studio.frames.FrameService}. May use inference's frame
 * and motion; knows no JavaFX, callbacks go through an executor.
 */
package dev.kymo.studio.frames;
