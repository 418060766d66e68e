/**
 * Footage: videos and image sequences of the user's, read frame by frame as they are shown. {@link
 * dev.kymo.inference.footage.Footage} is an opened one, {@link
 * dev.kymo.inference.footage.FootageOrigin} what a learned checkpoint says about where it came
 * from. May use {@code clip}, {@code file}, {@code image} and {@code ffmpeg}.
 */
package dev.kymo.inference.footage;
