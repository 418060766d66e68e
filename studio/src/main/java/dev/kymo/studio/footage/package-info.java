/**
 * Footage beside a learned model: finding its file, decoded frames around the playhead, and edits
 * carried to its pixels. Main classes: {@link dev.kymo.studio.footage.FootageFinder}, {@link
 * dev.kymo.studio.footage.FootageFrames} and {@link dev.kymo.studio.footage.CarryService}. May use
 * inference's footage and delivery, and frames; knows no JavaFX, callbacks go through an executor.
 */
package dev.kymo.studio.footage;
