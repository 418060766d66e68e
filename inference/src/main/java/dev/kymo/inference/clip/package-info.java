/**
 * What frames become: MP4, GIF, folders of PNG or JPG, strips and npz arrays, always written beside
 * and moved into place. Main class: {@link dev.kymo.inference.clip.ClipWriters}. May use ffmpeg,
 * frame, tensor and file.
 */
package dev.kymo.inference.clip;
