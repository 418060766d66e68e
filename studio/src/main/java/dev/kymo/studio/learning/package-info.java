/**
 * Footage that is about to be learned: a range and a square of it, its frames in memory for a
 * preview, what is known of its motion, what learning it costs on this machine. Main classes:
 * {@link dev.kymo.studio.learning.ClipDraft}, {@link dev.kymo.studio.learning.Reel}. May use
 * inference's footage and the trainer's {@code run} package; knows no controls.
 */
package dev.kymo.studio.learning;
